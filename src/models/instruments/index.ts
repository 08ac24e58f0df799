export { type AssayType, assayParameters, drawSample, type Drawn, type Result, resultOf, type Sample } from './assay.ts'
export { type AssayId, assays } from './assays.ts'
export { type CellCount, cellCountParameters, type Counting, countCells } from './cellCount.ts'
export {
  type Display,
  followSensor,
  perfectSensor,
  readSensor,
  type Sensor,
  type SensorFault,
  sensorOfLot,
  type SensorState,
  type SensorType,
  standardise,
  startSensor,
} from './sensor.ts'
export { seenByCapacitance, type SensorId, sensors } from './sensors.ts'
