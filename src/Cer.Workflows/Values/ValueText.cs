using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cer.Workflows.Values;

/// <summary>Values as the text that a line, a header or a message gets: invariant culture, lists and objects as JSON.</summary>
public static class ValueText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "True" : "False",
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Json(value),
    };

    /// <summary>Plain JSON without marks of types, as people and other programs read it.</summary>
    public static string Json(object? value) => ValueJson.ToPlain(value)?.ToJsonString(Options) ?? "null";
}
