using System.Buffers;
using System.Text.Json;
using Cer.Domain;
using Cer.Host.Gateway;
using Cer.Operations.Regolamenti;
using NodaTime;

namespace Cer.Host.Regolamenti;

/// <summary>The rules that a page sends, and what they are meant for.</summary>
/// <param name="Content">Steps and surplus, as JSON.</param>
/// <param name="From">The first month of a draft.</param>
/// <param name="Reference">The deliberation of a draft.</param>
/// <param name="Months">The months of a preview.</param>
internal sealed record RegolamentoBody(
    ReadOnlyMemory<byte> Content, YearMonth? From, string? Reference, IReadOnlyList<MarketMonth> Months)
{
    /// <summary>The largest body, in bytes: weights of thousands of members fit in.</summary>
    public const int Most = 2 * 1024 * 1024;

    private const int LongestReference = 500;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 10, AllowDuplicateProperties = false };

    /// <exception cref="BadHttpRequestException">It is no such object, or too large or slow.</exception>
    public static async Task<RegolamentoBody> ReadAsync(HttpContext context, bool isDraft)
    {
        var body = await BodyReader.ReadAsync(context.Request, Most, context.RequestAborted);
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return Of(document.RootElement, isDraft);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is how half of a surrogate pair is told.
            throw Wrong("a body that is not such JSON", isDraft);
        }
    }

    private static RegolamentoBody Of(JsonElement root, bool isDraft)
    {
        if (root.ValueKind != JsonValueKind.Object) throw Wrong("another thing", isDraft);
        var content = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(content);
        json.WriteStartObject();
        YearMonth? from = null;
        string? reference = null;
        IReadOnlyList<MarketMonth> months = [];
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "steps" or "surplus":
                    member.WriteTo(json);
                    break;
                case "fromMonth" when isDraft:
                    var first = MonthOf(member.Value, "fromMonth");
                    from = new(first.Year, first.Month);
                    break;
                case "reference" when isDraft:
                    reference = ReferenceOf(member.Value);
                    break;
                case "months" when !isDraft:
                    months = MonthsOf(member.Value);
                    break;
                default:
                    throw Wrong("an unknown member", isDraft);
            }
        }

        json.WriteEndObject();
        json.Flush();
        if (isDraft && from is null) throw new BadHttpRequestException("Found no fromMonth, expected a month such as 2026-04.");
        if (isDraft && reference is null) throw NoReference();
        return new(content.WrittenMemory, from, reference, months);
    }

    private static string ReferenceOf(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()!.Trim() : "";
        return text.Length is > 0 and <= LongestReference && !text.Any(char.IsControl) ? text : throw NoReference();
    }

    private static MarketMonth[] MonthsOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > PreviewRegolamento.MostMonths)
            throw new BadHttpRequestException(
                $"Found no list of months or too many, expected at most {PreviewRegolamento.MostMonths}.");
        return [.. element.EnumerateArray().Select(month => MonthOf(month, "months"))];
    }

    private static MarketMonth MonthOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String && MarketMonth.TryParse(element.GetString()!, out var month)
            ? month
            : throw new BadHttpRequestException($"Found no month in {name}, expected one such as 2026-04.");

    private static BadHttpRequestException NoReference() => new(
        $"Found no reference, expected the deliberation in 1 to {LongestReference} characters on one line.");

    private static BadHttpRequestException Wrong(string found, bool isDraft) => new(
        $"Found {found}, expected an object with {(isDraft ? "fromMonth, reference" : "months")}, steps and surplus.");
}
