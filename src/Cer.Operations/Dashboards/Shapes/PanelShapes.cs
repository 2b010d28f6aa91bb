namespace Cer.Operations.Dashboards.Shapes;

/// <summary>The panels that are drawn here: what their options and the settings of their fields may be.</summary>
/// <remarks>Source: the panels' options in <c>@grafana/schema</c> 13.2, cut to what is drawn here.</remarks>
internal static class PanelShapes
{
    public const string Row = "row";
    public const string TextPanel = "text";

    private static readonly Shape Reducers = Shape.List(Shape.OneOf(
        "lastNotNull", "last", "first", "firstNotNull", "sum", "mean", "min", "max", "count", "range"));

    private static readonly Shape Orientation = Shape.OneOf("auto", "horizontal", "vertical");

    private static readonly Shape Sizes = Shape.Record(
        ("titleSize", Shape.Number), ("valueSize", Shape.Number), ("percentSize", Shape.Number));

    private static readonly Shape Reduce = Shape.Record(
        ("calcs", Reducers), ("fields", Shape.Text), ("values", Shape.Flag), ("limit", Shape.Number));

    private static readonly RecordShape Legend = Shape.Record(
        ("displayMode", Shape.OneOf("list", "table", "hidden")), ("placement", Shape.OneOf("bottom", "right")),
        ("showLegend", Shape.Flag), ("calcs", Reducers), ("sortBy", Shape.Text), ("sortDesc", Shape.Flag), ("width", Shape.Number));

    private static readonly RecordShape Tooltip = Shape.Record(
        ("mode", Shape.OneOf("single", "multi", "none")), ("sort", Shape.OneOf("none", "asc", "desc")), ("hideZeros", Shape.Flag),
        ("maxWidth", Shape.Number), ("maxHeight", Shape.Number));

    private static readonly Shape HideFrom = Shape.Record(("legend", Shape.Flag), ("tooltip", Shape.Flag), ("viz", Shape.Flag));

    private static readonly RecordShape Axis = Shape.Record(
        ("axisPlacement", Shape.OneOf("auto", "left", "right", "hidden", "top", "bottom")), ("axisLabel", Shape.Text),
        ("axisColorMode", Shape.OneOf("text", "series")), ("axisBorderShow", Shape.Flag), ("axisCenteredZero", Shape.Flag),
        ("axisSoftMin", Shape.Number), ("axisSoftMax", Shape.Number), ("axisWidth", Shape.Number), ("axisGridShow", Shape.Flag),
        ("scaleDistribution", Shape.Record(("type", Shape.OneOf("linear")))), ("hideFrom", HideFrom));

    private static readonly Shape ThresholdStyle = Shape.Record(
        ("mode", Shape.OneOf("off", "line", "dashed", "area", "line+area", "dashed+area")));

    private static readonly RecordShape Graph = Axis.With(
        ("drawStyle", Shape.OneOf("line", "bars", "points")),
        ("lineInterpolation", Shape.OneOf("linear", "smooth", "stepBefore", "stepAfter")),
        ("lineWidth", Shape.Number),
        ("lineStyle", Shape.Record(("fill", Shape.OneOf("solid", "dash", "dot")), ("dash", Shape.List(Shape.Number)))),
        ("fillOpacity", Shape.Number), ("fillBelowTo", Shape.Text),
        ("gradientMode", Shape.OneOf("none", "opacity", "hue", "scheme")),
        ("showPoints", Shape.OneOf("auto", "never", "always")), ("pointSize", Shape.Number),
        ("spanNulls", Shape.Either(Shape.Flag, Shape.Number)), ("insertNulls", Shape.Either(Shape.Flag, Shape.Number)),
        ("barAlignment", Shape.Number), ("barWidthFactor", Shape.Number), ("barMaxWidth", Shape.Number),
        ("stacking", Shape.Record(("mode", Shape.OneOf("none", "normal", "percent")), ("group", Shape.Text))),
        ("lineColor", Shape.Text), ("fillColor", Shape.Text), ("pointColor", Shape.Text),
        ("thresholdsStyle", ThresholdStyle));

    private static readonly RecordShape Bars = Axis.With(
        ("lineWidth", Shape.Number), ("fillOpacity", Shape.Number), ("gradientMode", Shape.OneOf("none", "opacity", "hue", "scheme")),
        ("thresholdsStyle", ThresholdStyle));

    private static readonly RecordShape Cells = Shape.Record(
        ("width", Shape.Number), ("minWidth", Shape.Number), ("align", Shape.OneOf("auto", "left", "right", "center")),
        ("hidden", Shape.Flag), ("inspect", Shape.Flag), ("filterable", Shape.Flag), ("wrapText", Shape.Flag),
        ("wrapHeaderText", Shape.Flag), ("hideFrom", HideFrom),
        ("footer", Shape.Record(("reducers", Reducers))),
        ("cellOptions", Shape.Record(
            ("type", Shape.OneOf("auto", "color-text", "color-background", "gauge", "data-links")),
            ("mode", Shape.OneOf("basic", "gradient", "lcd")),
            ("valueDisplayMode", Shape.OneOf("color", "text", "hidden")), ("applyToRow", Shape.Flag), ("wrapText", Shape.Flag))));

    private static readonly RecordShape Nothing = Shape.Record();

    private static readonly Dictionary<string, (RecordShape Options, RecordShape Custom)> ByType = new()
    {
        ["timeseries"] = (Shape.Record(("legend", Legend), ("tooltip", Tooltip), ("orientation", Orientation)), Graph),
        ["stat"] = (Shape.Record(
            ("reduceOptions", Reduce), ("graphMode", Shape.OneOf("none", "line", "area")),
            ("colorMode", Shape.OneOf("value", "background", "background_solid", "none")), ("justifyMode", Shape.OneOf("auto", "center")),
            ("textMode", Shape.OneOf("auto", "value", "value_and_name", "name", "none")), ("wideLayout", Shape.Flag),
            ("orientation", Orientation), ("showPercentChange", Shape.Flag),
            ("percentChangeColorMode", Shape.OneOf("standard", "inverted", "same_as_value")), ("text", Sizes)), Nothing),
        ["gauge"] = (Shape.Record(
            ("reduceOptions", Reduce), ("orientation", Orientation), ("showThresholdLabels", Shape.Flag),
            ("showThresholdMarkers", Shape.Flag), ("minVizWidth", Shape.Number), ("minVizHeight", Shape.Number),
            ("sizing", Shape.OneOf("auto", "manual")), ("text", Sizes), ("shape", Shape.OneOf("gauge", "circle")),
            ("barShape", Shape.OneOf("flat", "rounded")), ("barWidthFactor", Shape.Number), ("segmentCount", Shape.Number),
            ("segmentSpacing", Shape.Number), ("sparkline", Shape.Flag), ("neutral", Shape.Number),
            ("endpointMarker", Shape.OneOf("none", "point", "glow")),
            ("textMode", Shape.OneOf("auto", "value", "value_and_name", "name", "none")),
            ("effects", Shape.Record(("rounded", Shape.Flag), ("barGlow", Shape.Flag),
                ("centerGlow", Shape.Flag), ("gradient", Shape.Flag)))), Nothing),
        ["bargauge"] = (Shape.Record(
            ("reduceOptions", Reduce), ("displayMode", Shape.OneOf("basic", "lcd", "gradient")),
            ("valueMode", Shape.OneOf("color", "text", "hidden")), ("namePlacement", Shape.OneOf("auto", "top", "left", "hidden")),
            ("showUnfilled", Shape.Flag), ("sizing", Shape.OneOf("auto", "manual")), ("minVizWidth", Shape.Number),
            ("minVizHeight", Shape.Number), ("maxVizHeight", Shape.Number), ("orientation", Orientation), ("text", Sizes),
            ("legend", Legend)), Nothing),
        ["barchart"] = (Shape.Record(
            ("xField", Shape.Text), ("orientation", Orientation), ("barRadius", Shape.Number), ("xTickLabelRotation", Shape.Number),
            ("xTickLabelMaxLength", Shape.Number), ("xTickLabelSpacing", Shape.Number),
            ("stacking", Shape.OneOf("none", "normal", "percent")), ("showValue", Shape.OneOf("auto", "never", "always")),
            ("barWidth", Shape.Number), ("groupWidth", Shape.Number), ("colorByField", Shape.Text), ("fullHighlight", Shape.Flag),
            ("legend", Legend), ("tooltip", Tooltip), ("text", Sizes)), Bars),
        ["piechart"] = (Shape.Record(
            ("pieType", Shape.OneOf("pie", "donut")), ("displayLabels", Shape.List(Shape.OneOf("name", "value", "percent"))),
            ("reduceOptions", Reduce), ("sort", Shape.OneOf("asc", "desc", "none")), ("tooltip", Tooltip), ("orientation", Orientation),
            ("text", Sizes), ("legend", Legend.With(("values", Shape.List(Shape.OneOf("value", "percent")))))),
            Shape.Record(("hideFrom", HideFrom))),
        ["table"] = (Shape.Record(
            ("showHeader", Shape.Flag), ("cellHeight", Shape.OneOf("sm", "md", "lg", "auto")), ("frameIndex", Shape.Number),
            ("sortBy", Shape.List(Shape.Record(("displayName", Shape.Text), ("desc", Shape.Flag)))), ("enablePagination", Shape.Flag),
            ("footer", Shape.Record(("show", Shape.Flag), ("reducer", Reducers),
                ("fields", Shape.Either(Shape.Text, Shape.List(Shape.Text))),
                ("countRows", Shape.Flag), ("enablePagination", Shape.Flag)))), Cells),
        ["heatmap"] = (Shape.Record(
            ("calculate", Shape.Flag),
                ("rowsFrame", Shape.Record(("layout", Shape.OneOf("auto", "le", "ge", "unknown")), ("value", Shape.Text))),
            ("color", Shape.Record(
                ("mode", Shape.OneOf("scheme", "opacity")), ("scheme", Shape.Text), ("steps", Shape.Number), ("fill", Shape.Text),
                ("reverse", Shape.Flag), ("exponent", Shape.Number), ("min", Shape.Number), ("max", Shape.Number),
                ("scale", Shape.OneOf("linear", "exponential")))),
            ("filterValues", Shape.Record(("le", Shape.Number), ("ge", Shape.Number))),
                ("cellGap", Shape.Number), ("cellRadius", Shape.Number),
            ("cellValues", Shape.Record(("unit", Shape.Text), ("decimals", Shape.Number))),
            ("showValue", Shape.OneOf("auto", "never", "always")), ("legend", Shape.Record(("show", Shape.Flag))),
            ("yAxis", Axis.With(("unit", Shape.Text), ("reverse", Shape.Flag), ("decimals", Shape.Number), ("min", Shape.Number),
                ("max", Shape.Number))),
            ("exemplars", Shape.Record(("color", Shape.Text))), ("selectionMode", Shape.OneOf("x", "y", "xy")),
            ("tooltip", Tooltip.With(("yHistogram", Shape.Flag), ("showColorScale", Shape.Flag)))), Axis),
        ["state-timeline"] = (Shape.Record(
            ("showValue", Shape.OneOf("auto", "never", "always")), ("mergeValues", Shape.Flag), ("rowHeight", Shape.Number),
            ("alignValue", Shape.OneOf("left", "center", "right")), ("perPage", Shape.Number), ("legend", Legend), ("tooltip", Tooltip)),
            Axis.With(("lineWidth", Shape.Number), ("fillOpacity", Shape.Number),
                ("spanNulls", Shape.Either(Shape.Flag, Shape.Number)), ("insertNulls", Shape.Either(Shape.Flag, Shape.Number)))),
        [TextPanel] = (Shape.Record(("mode", Shape.OneOf("markdown")), ("content", Shape.Text)), Nothing),
        [Row] = (Nothing, Nothing),
    };

    /// <summary>Every type that is drawn, in the order of the list.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. ByType.Keys];

    /// <summary>What the options of a panel may be; null for a type that is not drawn.</summary>
    public static Shape? OptionsOf(string? type) => type is not null && ByType.TryGetValue(type, out var shapes) ? shapes.Options : null;

    /// <summary>What its <c>fieldConfig</c> may be.</summary>
    public static Shape? FieldsOf(string? type) =>
        type is not null && ByType.TryGetValue(type, out var shapes) ? FieldShapes.Config(shapes.Custom) : null;
}
