using System.Globalization;
using System.Net;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Status codes as numbers, or by .NET's names such as <c>NotFound</c>.</summary>
internal static class HttpNumbers
{
    public static int Status(object? written)
    {
        var text = ValueText.Of(written).Trim();
        if (text.Length == 0) return 200;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 100 and <= 599) return number;
        return Enum.TryParse<HttpStatusCode>(text, ignoreCase: true, out var name) && Enum.IsDefined(name)
            ? (int)name
            : throw new InvalidOperationException($"Found the status code '{text}', expected 100 to 599 or a name such as NotFound.");
    }
}
