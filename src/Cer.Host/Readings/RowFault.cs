using System.Text.Json.Serialization;
using Cer.Exchange.Faults;

namespace Cer.Host.Readings;

/// <summary>What is wrong with one row: the line of a CSV file, the item of a list.</summary>
internal sealed record RowFault(
    [property: JsonPropertyName("row")] long Row,
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("found")] string Found,
    [property: JsonPropertyName("expected")] string Expected)
{
    public static RowFault Of(InputFault fault) => new(fault.Line, fault.Field, fault.Found, fault.Expected);
}
