using Cer.Host.Viewing;
using Cer.Operations.Dashboards;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Dashboards;

/// <summary>The answer to a query of a panel: columns with their kinds; null is not known, never zero.</summary>
internal sealed record AnswerView(IReadOnlyList<AnswerView.FieldView> Fields, bool Truncated, string At, string Format)
{
    public static AnswerView Of(PanelAnswer answer, Instant at) => new(
        [.. answer.Table.Fields.Select(FieldView.Of)], answer.Table.Truncated, InstantPattern.General.Format(at), answer.Format);

    internal sealed record FieldView(string Name, string Type, IReadOnlyList<object?> Values)
    {
        public static FieldView Of(PanelField field) => new(
            field.Name,
            field.Type switch
            {
                PanelFieldType.Time => "time",
                PanelFieldType.Number => "number",
                PanelFieldType.Flag => "boolean",
                _ => "string",
            },
            // No statement of ours selects the code of a point; one that did would tell four characters of it.
            field.Type == PanelFieldType.Text
                ? [.. field.Values.Select(value => value is string text ? PodMask.Of(text) : value)]
                : field.Values);
    }
}
