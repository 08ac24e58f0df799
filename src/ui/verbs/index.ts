import type { ComponentChild } from 'preact'
import type { Snapshot, StepSnapshot } from '../../present/index.ts'
import type { Session } from '../session.ts'
import { Affinity } from './Affinity.tsx'
import { AnionExchange } from './AnionExchange.tsx'
import { Bag } from './Bag.tsx'
import { Caprylate } from './Caprylate.tsx'
import { CationExchange } from './CationExchange.tsx'
import { Centrifuge } from './Centrifuge.tsx'
import { Cocktail } from './Cocktail.tsx'
import { ColdHold } from './ColdHold.tsx'
import { ColdEthanol } from './ColdEthanol.tsx'
import { DepthFilter } from './DepthFilter.tsx'
import { Effluent } from './Effluent.tsx'
import { FilterPress } from './FilterPress.tsx'
import { FreezeDryer } from './FreezeDryer.tsx'
import { Harvest } from './Harvest.tsx'
import { FullEmpty } from './FullEmpty.tsx'
import { IonExchange } from './IonExchange.tsx'
import { Lysis } from './Lysis.tsx'
import { LowPh } from './LowPh.tsx'
import { Membrane } from './Membrane.tsx'
import { Nanofilter } from './Nanofilter.tsx'
import { Pasteuriser } from './Pasteuriser.tsx'
import { PlasmaNanofilter } from './PlasmaNanofilter.tsx'
import { PlasmaThaw } from './PlasmaThaw.tsx'
import { PlasmaCentrifuge } from './PlasmaCentrifuge.tsx'
import { ProteinA } from './ProteinA.tsx'
import { Resuspension } from './Resuspension.tsx'
import { SolventDetergent } from './SolventDetergent.tsx'
import { Plates } from './Plates.tsx'
import { Stirring } from './Stirring.tsx'
import { Study } from './Study.tsx'
import { TwinFilters } from './TwinFilters.tsx'
import { Ultrafiltration } from './Ultrafiltration.tsx'
import { VectorFill } from './VectorFill.tsx'
import './verbs.css'
import './harvest.css'
import './viral.css'
import './fraction.css'
import './border.css'
import './locks.css'
import './cocktail.css'
import './cells.css'
import './vectorColumns.css'
import './containment.css'
import './study.css'

export interface VerbProps {
  readonly session: Session
  readonly view: Snapshot
  readonly step: StepSnapshot
}

/** What the hand does at a unit operation, where it is more than set points: one file each, by the unit's name. */
const verbs: Readonly<Partial<Record<string, (props: VerbProps) => ComponentChild>>> = {
  plasmaThaw: PlasmaThaw,
  centrifuge: Centrifuge,
  depthFilter: DepthFilter,
  proteinA: ProteinA,
  lowPhHold: LowPh,
  cationExchange: CationExchange,
  anionExchange: AnionExchange,
  nanofilter: Nanofilter,
  ultrafiltration: Ultrafiltration,
  plasmaCentrifuge: PlasmaCentrifuge,
  ethanolPrecipitation: ColdEthanol,
  filterPress: FilterPress,
  resuspension: Resuspension,
  caprylate: Caprylate,
  plasmaDepthFilter: DepthFilter,
  solventDetergent: SolventDetergent,
  ionExchange: IonExchange,
  plasmaNanofilter: PlasmaNanofilter,
  pasteuriser: Pasteuriser,
  freezeDryer: FreezeDryer,
  vectorPlan: Study,
  vectorQuarantine: Plates,
  vectorTransfection: Cocktail,
  vectorLysis: Lysis,
  vectorDepthFilter: TwinFilters,
  vectorHold: ColdHold,
  vectorBag: Bag,
  vectorUltrafiltration: Membrane,
  vectorEffluent: Effluent,
  vectorFill: VectorFill,
  vectorAffinity: Affinity,
  fullEmptyExchange: FullEmpty,
}

/** The verb of a step: a harvest is one only where what works can be measured, a stirring where it may be set. */
export const verbOf = (step: StepSnapshot): ((props: VerbProps) => ComponentChild) | undefined =>
  step.unit === 'vectorProduction'
    ? step.assays.some((a) => a.id === 'working')
      ? Harvest
      : step.controls.some((c) => c.topic === 'power')
        ? Stirring
        : undefined
    : verbs[step.unit]
