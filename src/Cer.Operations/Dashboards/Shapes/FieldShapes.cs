namespace Cer.Operations.Dashboards.Shapes;

/// <summary>What fields of a panel may say of themselves: units, thresholds, mappings, colours, links.</summary>
/// <remarks>Source: the Classic model of <c>@grafana/schema</c> 13.2, cut to what is drawn here.</remarks>
internal static class FieldShapes
{
    private static readonly Shape Threshold = Shape.Record(
        ("color", Shape.Text), ("value", Shape.Either(Shape.Number, Shape.Null)));

    private static readonly Shape Result = Shape.Record(
        ("text", Shape.Text), ("color", Shape.Text), ("icon", Shape.Text), ("index", Shape.Number));

    private static readonly Shape Mapping = Shape.Either(
        Shape.Record(("type", Shape.OneOf("value")), ("options", Shape.Map(Result))),
        Shape.Record(("type", Shape.OneOf("range")), ("options", Shape.Record(
            ("from", Shape.Either(Shape.Number, Shape.Null)), ("to", Shape.Either(Shape.Number, Shape.Null)), ("result", Result)))),
        Shape.Record(("type", Shape.OneOf("regex")), ("options", Shape.Record(("pattern", Shape.Text), ("result", Result)))),
        Shape.Record(("type", Shape.OneOf("special")), ("options", Shape.Record(
            ("match", Shape.OneOf("true", "false", "null", "nan", "null+nan", "empty")), ("result", Result)))));

    private static readonly (string Name, Shape Shape)[] Common =
    [
        ("unit", Shape.Text),
        ("decimals", Shape.Either(Shape.Number, Shape.Null)),
        ("min", Shape.Either(Shape.Number, Shape.Null)),
        ("max", Shape.Either(Shape.Number, Shape.Null)),
        ("displayName", Shape.Text),
        ("description", Shape.Text),
        ("noValue", Shape.Text),
        ("thresholds", Shape.Record(("mode", Shape.OneOf("absolute", "percentage")), ("steps", Shape.List(Threshold)))),
        ("mappings", Shape.List(Mapping)),
        ("color", Shape.Record(
            ("mode", Shape.OneOf("thresholds", "palette-classic", "palette-classic-by-name", "fixed", "shades", "continuous-GrYlRd",
                "continuous-RdYlGr", "continuous-BlYlRd", "continuous-YlRd", "continuous-blues", "continuous-greens")),
            ("fixedColor", Shape.Text),
            ("seriesBy", Shape.OneOf("last", "min", "max")))),
        ("links", Shape.List(Shape.Record(
            ("title", Shape.Text), ("url", Shape.Text), ("targetBlank", Shape.Flag), ("oneClick", Shape.Flag)))),
    ];

    /// <summary>The <c>fieldConfig</c> of a panel whose own settings have a shape.</summary>
    public static Shape Config(RecordShape custom) => Shape.Record(
        ("defaults", Shape.Record([.. Common, ("custom", custom)])),
        ("overrides", Shape.List(new OverrideShape(Shape.Record(Common), custom))));
}
