import type { Refusal } from '../models/index.ts'
import type { Tile } from '../play/index.ts'
import { clockOf, momentOf } from './calendar.ts'
import { formatNumber, type Language, typeset } from './language.ts'
import { describeMachine } from './sayMachine.ts'
import type { AlarmSnapshot, News, Snapshot, StepSnapshot } from './snapshot.ts'
import { weekNews } from './sayWeek.ts'
import { measured, priorityWord, thingName, topicName, unitName, unitSpoken, unitText } from './words.ts'

/** A value with its unit, as printed. `×10^6` is written plain here; screens raise it. */
export function withUnit(language: Language, value: number | null, digits: number, unit: string): string {
  if (value === null) return language === 'fr' ? 'écran noir' : 'dark display'
  const name = unitText(language, unit)
  return formatNumber(language, value, digits) + (name === '' ? '' : `\u202f${name}`)
}

/** What stands on a line of the record: its figure, or that there is none to give. */
export function writtenAs(language: Language, value: number | null, digits: number, unit: string): string {
  if (value === null) return language === 'fr' ? 'sans objet' : 'N/A'
  return withUnit(language, value, digits, unit)
}

function spoken(language: Language, value: number, digits: number, unit: string): string {
  const name = unitSpoken(language, unit)
  return `${formatNumber(language, value, digits)}${name === '' ? '' : ` ${name}`}`
}

/** How long ago or ahead, in the largest unit that says enough. */
export function duration(language: Language, seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (seconds < 60) return language === 'fr' ? 'moins d’une minute' : 'less than a minute'
  if (minutes < 90) return `${minutes}\u202fmin`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `${hours}\u202fh`
  const days = Math.round(hours / 24)
  return language === 'fr' ? `${days}\u202fj` : `${days}\u202fd`
}

/** "critique, oxygène dissous bas, 27,4 pour cent": shape, word and number for who only hears. */
export function alarmSentence(language: Language, alarm: AlarmSnapshot): string {
  const word = priorityWord(language, alarm.priority)
  const name = measured(language, alarm.instrument).name
  const value = alarm.value === null ? '' : `, ${spoken(language, alarm.value, alarm.digits, alarm.unit)}`
  const limit = spoken(language, alarm.limit, alarm.digits, alarm.unit)
  const text =
    language === 'fr'
      ? `${word}, ${name}, ${beyond(language, alarm.side)}${value}. Limite ${limit}.`
      : `${word}, ${name} ${beyond(language, alarm.side)}${value}. Limit ${limit}.`
  return typeset(language, text)
}

/** One word fits all: « bas » would have to agree with the name. */
const beyond = (language: Language, side: 'low' | 'high'): string =>
  language === 'en' ? side : side === 'low' ? 'sous la limite' : 'au-dessus de la limite'

export function alarmTitle(language: Language, alarm: AlarmSnapshot): string {
  const name = measured(language, alarm.instrument).name
  return language === 'en' ? `${name} ${alarm.side}` : typeset('fr', `${name} : ${beyond('fr', alarm.side)}`)
}

/** A night order in words, as the crew will read it. */
export function orderSentence(language: Language, tile: Tile, steps: readonly StepSnapshot[]): string {
  const [stepId, panelId] = tile.panel.split('.') as [string, string]
  const panel = steps.find((s) => s.id === stepId)?.panels.find((p) => p.id === panelId)
  const name = measured(language, panelId).name.toLowerCase()
  const limit = tile.limit === null ? null : withUnit(language, tile.limit, panel?.digits ?? 1, panel?.unit ?? '1')
  const fr = language === 'fr'
  const when =
    limit === null
      ? fr
        ? `Si l’alarme ${name} sonne`
        : `If the ${name} alarm rings`
      : panel?.bad === 'low'
        ? fr
          ? `Si ${name} sous ${limit}`
          : `If ${name} below ${limit}`
        : fr
          ? `Si ${name} au-dessus de ${limit}`
          : `If ${name} above ${limit}`
  const topic = tile.slot === null ? null : tile.slot.slice(tile.slot.indexOf('.') + 1)
  const at = steps.find((s) => s.id === stepId)
  const control = at?.controls.find((c) => c.topic === topic)
  const act =
    topic === null
      ? fr
        ? 'ne rien toucher'
        : 'touch nothing'
      : `${topicName(language, topic, at?.unit).name.toLowerCase()} : ${withUnit(language, tile.amount, control?.digits ?? 1, control?.unit ?? '1')}`
  const call = {
    me: fr ? 'm’appeler' : 'call me',
    maintenance: fr ? 'appeler la maintenance' : 'call maintenance',
    nobody: fr ? 'n’appeler personne' : 'call nobody',
  }[tile.call]
  return typeset(language, `${when}, ${fr ? act : act.replace(' :', ':')}, ${call}.`)
}

/** What stands in the way, and what to do about it. */
export function refusalSentence(language: Language, refusal: Refusal): string {
  const v = refusal.values ?? {}
  const n = (value: number | undefined, digits: number): string => formatNumber(language, value ?? 0, digits)
  const say = (fr: string, en: string): string => typeset(language, language === 'fr' ? fr : en)
  switch (refusal.code) {
    case 'out_of_range':
      return say(
        `Hors de portée : choisis entre ${n(v['min'], 1)} et ${n(v['max'], 1)}.`,
        `Out of reach: choose between ${n(v['min'], 1)} and ${n(v['max'], 1)}.`,
      )
    case 'under_maintenance':
      return say(
        `Cette machine ne repart pas avant ${clockOf(v['until_s'] ?? 0)}. Protège ce qui attend.`,
        `This machine is out until ${clockOf(v['until_s'] ?? 0)}. Protect what is waiting.`,
      )
    case 'on_your_own':
      return say(
        'Lot joué sans aide : Nadia ne répond pas. Décide sans elle, ou appelle la maintenance ou la qualité.',
        'A batch without help: Nadia won’t answer. Decide without her, or call maintenance or QA.',
      )
    case 'one_call_only':
      return say(
        'Un seul appel à Nadia sur ce lot, et il est passé. Relis, puis décide.',
        'One call to Nadia on this batch, and you’ve made it. Read again, then decide.',
      )
    case 'pool_blocked':
      return say(
        'Ce pool est bloqué. Appelle Idriss, ou débloque-le sur une preuve.',
        'This pool is blocked. Call Idriss, or free it with proof.',
      )
    case 'letter_first':
      return say('Lis d’abord la lettre.', 'Read the letter first.')
    case 'not_found_yet':
      return say('Aucun document lu ne nomme cela.', 'No document you’ve read so far names this.')
    case 'already_begun':
      return say('La première de ces opérations a commencé.', 'The first of these operations has already begun.')
    case 'too_many_held':
      return say(`Quatre mains, pas plus : retire une opération.`, 'Four at most: remove one.')
    case 'file_not_complete':
      return say(
        'L’autorité ne lit qu’un dossier complet : fais certifier d’abord.',
        'The authority only reads a complete file: have it certified first.',
      )
    case 'already_asked':
      return say('C’est demandé. Il reste à attendre.', 'It’s been requested. All you can do is wait.')
    case 'others_not_made':
      return say(
        'Le certificat couvre tout le pool : attends la fin des autres médicaments.',
        'The certificate covers the whole pool: wait until its other medicines are made.',
      )
    case 'pair_busy':
      return say('Ce binôme est déjà au travail.', 'This pair is already at work.')
    case 'pair_ill':
      return say('Ce binôme n’est pas venu.', 'This pair hasn’t come in.')
    case 'pair_away':
      return say('Ce binôme n’est pas sur place.', 'This pair isn’t on site.')
    case 'pair_unqualified':
      return say('Ce binôme n’est pas qualifié pour cet atelier.', 'This pair isn’t qualified for this suite.')
    case 'taken':
      return say('Ce qu’il faut est pris par un autre atelier.', 'Another suite is using what it needs.')
    case 'not_there_yet':
      return say('Le produit n’est pas encore là.', 'The product isn’t there yet.')
    case 'no_sample_yet':
      return say('Il n’y a pas encore d’échantillon.', 'There’s no sample yet.')
    case 'too_late':
      return say('Trop tard ce matin pour changer les postes.', 'It’s too late this morning to change the shifts.')
    case 'house_closed':
      return say('La journée est finie : tout le monde est parti.', 'The day is over: everyone has gone home.')
    case 'not_in_hand':
      return say(
        'Ce document n’est pas ouvert ici. Ouvre-le dans sa salle.',
        'That document isn’t open here. Open it in its own room.',
      )
    case 'not_in_this_room':
      return say('Ce document est dans une autre salle.', 'That document is in another room.')
    case 'too_many_promised':
      return say(
        'Trop de promesses ouvertes. Montre d’abord ce que tu dois.',
        'Too many open promises. Show what you owe first.',
      )
    case 'already_promised':
      return say('Tu l’as déjà promis. Montre, ou reconnais.', 'You’ve already promised that. Show it, or own up.')
    case 'hands_full':
      return say('Tes mains sont prises. Finis ce geste d’abord.', 'Your hands are full. Finish this first.')
    case 'vessel_full':
      return say(
        `La cuve n’a plus que ${n(v['room_L'], 1)} L de place. Ajoute moins, ou garde la place pour demain.`,
        `There’s only ${n(v['room_L'], 1)} L of room left in the vessel. Add less, or keep it for tomorrow.`,
      )
    case 'vessel_empty':
      return say(
        'Trop peu de volume pour prélever sans danger. Renonce à ce prélèvement.',
        'Too little volume to sample safely. Skip this sample.',
      )
    case 'step_closed':
      return say('Cette étape est finie.', 'This step is over.')
    case 'no_hose':
      return say(
        'Aucun flexible n’est branché. Choisis-en un au mur.',
        'No hose is connected. Choose one from the wall.',
      )
    case 'hose_missing':
      return say(
        'Aucun losange bleu n’est à son crochet. Demande-le et attends.',
        'There’s no blue diamond on its hook. Ask for one and wait.',
      )
    case 'suite_taken':
      return say(
        'La suite d’affinité est encore prise. La poche attend.',
        'The affinity suite is still taken. The bag has to wait.',
      )
    case 'filters_taken':
      return say(
        'Les filtres ne sont pas encore libres. La poche attend.',
        'The filters aren’t free yet. The bag has to wait.',
      )
    case 'too_hot':
      return say(
        'Trop chaud pour la conduite : on vidange sous 60 °C.',
        'Too hot for the drain: it empties below 60 °C.',
      )
    case 'cycle_runs':
      return say('Un cycle est en cours. Il se finit d’abord.', 'A cycle is running. It has to finish first.')
    case 'no_clock':
      return say('Le décompte n’a pas commencé.', 'The clock hasn’t started.')
    case 'step_not_running':
      return say('Cette étape n’a pas commencé.', 'This step hasn’t started.')
    case 'step_of_the_crew':
      return say(
        'C’est l’équipe qui conduit cette étape. Appelle-la si tu veux un changement.',
        'The crew runs this step. Call them if you want a change.',
      )
    case 'no_such_panel':
    case 'no_such_assay':
      return say(
        'Cet instrument n’est pas dans ton équipement. Prends-en un autre.',
        'This instrument isn’t in your kit. Use another.',
      )
    case 'not_yet':
      return say('Cette ligne s’écrit une fois le geste fait.', 'This line is written once the job is done.')
    case 'not_a_number':
      return say('Écris un nombre, par exemple 7,04.', 'Write a number, for example 7.04.')
    case 'not_a_time':
      return say('Écris une heure, par exemple 10:25.', 'Write a time, for example 10:25.')
    case 'out_of_date':
      return say('Le clip ne ferme pas. Lis la date.', 'The clip won’t close. Read the date.')
    case 'room_not_cleared':
      return say(
        'Le local n’est pas à toi : fais d’abord le vide de ligne.',
        'The room isn’t yours yet: do the line clearance first.',
      )
    case 'no_bag':
      return say('Aucune poche n’est branchée. Branches-en une.', 'No bag is connected. Connect one.')
    case 'already_thawed':
      return say('Le tube est déjà au bain.', 'The vial is already in the bath.')
    case 'already_read':
      return say('La liste est déjà lue.', 'The list has already been read.')
    case 'not_listed':
      return say(
        'Aucun autre tube n’est identifié. Fais lire la liste à deux.',
        'No other vial is identified. Have two people read the list.',
      )
    case 'stands_apart':
      return say('Ce tube est isolé : il y reste.', 'This vial is set apart: it stays there.')
    case 'already_apart':
      return say('Ce tube est déjà isolé.', 'This vial is already set apart.')
    case 'not_made_yet':
      return say(
        'Le lot n’est pas fini : il peut être refusé ou retiré, pas libéré.',
        'The batch isn’t finished: you can reject or withdraw it, not release it.',
      )
    case 'already_connected':
      return say('Une poche est déjà branchée.', 'A bag is already connected.')
    case 'already_cleared':
      return say('Le vide de ligne est déjà fait.', 'Line clearance is already done.')
    case 'already_checked':
      return say('Le local a déjà eu ses seconds yeux.', 'The room has already had its second pair of eyes.')
    case 'already_tagged':
      return say('Cet objet a déjà son étiquette.', 'This object is already tagged.')
    case 'locked':
      return say('À ce poste, ce réglage est tenu pour toi.', 'At this post, that setting is locked for you.')
    case 'gone_home':
      return say(
        'Tu es en repos jusqu’au matin, ou jusqu’à ce qu’on t’appelle.',
        'You’re off until morning, or until someone calls.',
      )
    case 'already_left':
      return say('La nuit est déjà aux mains de l’équipe.', 'The night crew already has the plant.')
    case 'already_answered':
      return say('Tu as déjà répondu.', 'You’ve already answered.')
    case 'not_ringing':
      return say('Cette alarme ne sonne plus.', 'This alarm has stopped.')
    case 'not_an_order':
      return say(
        'L’équipe ne peut pas lire cette consigne. Choisis un signe, une limite, un geste, une personne.',
        'The crew can’t read this order. Choose a sign, a limit, an act, a person.',
      )
    case 'amount':
      return say('Il faut une quantité au-dessus de zéro.', 'The amount must be above zero.')
    case 'too_fast_in_alarm':
      return say('Une alarme est ouverte : la vitesse 16 attendra.', 'An alarm is open: speed 16 will have to wait.')
    case 'run_over':
      return say('Le lot est fini. Ouvre un nouveau lot.', 'The batch is over. Open a new one.')
    default:
      return say(
        'Ce geste n’est pas possible maintenant. Regarde l’étape en cours.',
        'You can’t do that now. Look at the current step.',
      )
  }
}

/** One line of news, for the log of the shift and the live region; undefined for what needs no words. */
export function newsSentence(language: Language, news: News, snapshot: Snapshot): string | undefined {
  const fr = language === 'fr'
  const say = (french: string, english: string): string => typeset(language, fr ? french : english)
  switch (news.kind) {
    case 'opened': {
      const name = stationName(language, snapshot, news.step)
      return say(`${name} : l’étape commence.`, `${name}: step started.`)
    }
    case 'closed': {
      const name = stationName(language, snapshot, news.step)
      return say(`${name} : l’étape est finie.`, `${name}: step finished.`)
    }
    case 'morning': {
      const { day } = momentOf(news.t_s - snapshot.dayZero_s)
      return say(`Matin du jour ${day}.`, `Morning of day ${day}.`)
    }
    case 'alarm': {
      const alarm = snapshot.alarms.find((a) => a.id === news.alarm)
      return alarm && alarmSentence(language, alarm)
    }
    case 'normal': {
      const alarm = snapshot.alarms.find((a) => a.id === news.alarm)
      return (
        alarm &&
        say(
          `${measured(language, alarm.instrument).name} : retour dans les limites.`,
          `${measured(language, alarm.instrument).name}: back within limits.`,
        )
      )
    }
    case 'result': {
      const step = snapshot.steps.find((s) => s.id === news.step)
      const assay = step?.assays.find((a) => a.id === news.assay)
      const result = assay?.results.at(-1)
      if (!assay || !result) return undefined
      const name = measured(language, news.assay).name
      return typeset(
        language,
        `${name}${fr ? ' :' : ':'} ${withUnit(language, result.value, assay.digits, assay.unit)}.`,
      )
    }
    case 'week':
      return weekNews(language, news, snapshot)
    case 'order':
      return news.done
        ? say('L’équipe de nuit a fait ce qui était écrit.', 'The night crew did what was written.')
        : say('L’équipe de nuit a essayé : refusé.', 'The night crew tried: refused.')
    case 'outage': {
      const name = stationName(language, snapshot, news.step)
      const [from, until] = [clockOf(news.from_s), clockOf(news.until_s)]
      if (news.from_s === news.t_s)
        return say(`${name} : plus de courant, jusqu’à ${until}.`, `${name}: no power, until ${until}.`)
      return say(
        `Maintenance, ${name} : machine prise de ${from} à ${until}.`,
        `Maintenance, ${name}: machine out from ${from} to ${until}.`,
      )
    }
    case 'standardised': {
      const id = news.panel.slice(news.panel.indexOf('.') + 1)
      const figure = (value: number): string => formatNumber(language, value, 2)
      return say(
        `${measured(language, id).name} : recalé de ${figure(news.before)} à ${figure(news.after)}.`,
        `${measured(language, id).name}: standardised from ${figure(news.before)} to ${figure(news.after)}.`,
      )
    }
    case 'rung':
      return say('Le téléphone sonne.', 'The phone is ringing.')
    case 'called': {
      const thing = thingName(language, news.thing).short
      return news.found
        ? say(
            `Maintenance, ${thing} : défaut trouvé, une heure de travail.`,
            `Maintenance, ${thing}: fault found, one hour’s work.`,
          )
        : say(`Maintenance, ${thing} : rien trouvé.`, `Maintenance, ${thing}: nothing found.`)
    }
  }
}

/** What a step is called: by its unit, and by where that works. */
export function stationName(language: Language, snapshot: Snapshot, step: string): string {
  const station = snapshot.stations.find((s) => s.id === step)
  return unitName(language, station?.unit ?? step, station?.place).name
}

/** The night call's reason: an alarm's id or a panel. */
export function rungReason(language: Language, why: string, snapshot: Snapshot): string {
  const alarm = snapshot.alarms.find((a) => a.id === why)
  const panel = alarm ? alarm.instrument : why.slice(why.indexOf('.') + 1)
  return measured(language, panel).name.toLowerCase()
}

/** The whole desk in a few sentences: the text view's opening, and what a screen reader hears of the picture. */
export function describePlant(language: Language, snapshot: Snapshot): string {
  const view = snapshot.plant
  if (view.kind === 'machine') return describeMachine(language, view)
  if (view.kind !== 'culture') return ''
  const { vessel } = view
  const fr = language === 'fr'
  const level = Math.round(vessel.fill * 20) * 5
  const foam =
    vessel.foam < 0.15
      ? fr
        ? 'presque pas de mousse'
        : 'hardly any foam'
      : vessel.foam < 0.5
        ? fr
          ? 'une couche de mousse'
          : 'a layer of foam'
        : vessel.foam < 0.85
          ? fr
            ? 'beaucoup de mousse'
            : 'a lot of foam'
          : fr
            ? 'la mousse touche l’évent'
            : 'foam up to the vent'
  const bubbles =
    vessel.gas < 0.15
      ? fr
        ? 'quelques bulles'
        : 'a few bubbles'
      : vessel.gas < 0.6
        ? fr
          ? 'un rideau de bulles'
          : 'a curtain of bubbles'
        : fr
          ? 'un bouillonnement serré'
          : 'a vigorous boil'
  const broth =
    vessel.turbidity < 0.2
      ? fr
        ? 'bouillon presque clair'
        : 'almost clear broth'
      : vessel.turbidity < 0.6
        ? fr
          ? 'bouillon trouble'
          : 'cloudy broth'
        : vessel.dead > 0.2
          ? fr
            ? 'bouillon épais et gris'
            : 'thick, grey broth'
          : fr
            ? 'bouillon épais'
            : 'thick broth'
  const wet = vessel.ventWet > 0.5 ? (fr ? ' L’évent est mouillé.' : ' The vent is wet.') : ''
  const text = fr
    ? `Par le hublot : cuve pleine à ${level} %, ${broth}, ${bubbles}, ${foam}.${wet}`
    : `Through the glass: vessel ${level} % full, ${broth}, ${bubbles}, ${foam}.${wet}`
  return typeset(language, text)
}

/** Own best run beside this one, at the same day of the culture; none was counted there: at its last count before. */
export function ghostSentence(
  language: Language,
  snapshot: Snapshot,
  best: { readonly seed: number; readonly counts: readonly (readonly [number, number])[] },
): string {
  const day = (snapshot.t_s - snapshot.dayZero_s) / snapshot.roundLength_s
  const [at, count] = best.counts.filter(([d]) => Math.floor(d) <= day).at(-1) ?? best.counts[0] ?? [0, 0]
  const lot = `PL-${snapshot.level}-${String(best.seed).padStart(3, '0')}`
  const n = formatNumber(language, count, 1)
  return typeset(
    language,
    language === 'fr'
      ? `Ton meilleur lot, ${lot}, comptait ${n} ×10⁶/mL au jour ${Math.floor(at)}.`
      : `Your best batch, ${lot}, was at ${n} ×10⁶/mL on day ${Math.floor(at)}.`,
  )
}

/** Hour and day of a plant second, as in the record. */
export function stamp(language: Language, { dayZero_s }: Snapshot, t_s: number): string {
  const { day } = momentOf(t_s - dayZero_s)
  return `${language === 'fr' ? 'J' : 'D'}${day < 0 ? '−' : ''}${Math.abs(day)} ${clockOf(t_s)}`
}
