// The types that schemas are made from, each under a name of its own.
export type { Dashboard as BoardFile } from '@grafana/schema';
export type { Options as timeseriesOptions, FieldConfig as timeseriesFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';
export type { Options as statOptions } from '../node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
export type { Options as gaugeOptions } from '../node_modules/@grafana/schema/dist/types/raw/composable/gauge/panelcfg/x/types.gen';
export type { Options as bargaugeOptions } from '../node_modules/@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/types.gen';
export type { Options as barchartOptions, FieldConfig as barchartFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/barchart/panelcfg/x/types.gen';
export type { Options as piechartOptions, FieldConfig as piechartFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/piechart/panelcfg/x/types.gen';
export type { Options as tableOptions, FieldConfig as tableFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';
export type { Options as heatmapOptions, FieldConfig as heatmapFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/types.gen';
export type { Options as statetimelineOptions, FieldConfig as statetimelineFieldConfig } from '../node_modules/@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/types.gen';
export type { Options as textOptions } from '../node_modules/@grafana/schema/dist/types/raw/composable/text/panelcfg/x/types.gen';
