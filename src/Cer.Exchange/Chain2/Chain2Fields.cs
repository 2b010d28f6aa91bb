using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Chain2;

/// <summary>The fields of a Chain 2 frame by name, whatever the case and the known misspellings.</summary>
/// <remarks>
/// Source: frames published by owners of devices, and the fields that readers of them name. One vendor's backend writes
/// camel case, and "Induttive" and "Capactive". What the meter does not know reads "Non Disponibile".
/// </remarks>
public sealed class Chain2Fields
{
    private const string Unknown = "Non Disponibile";
    private const int WattHour = 3;

    // What a field of 16 or 32 bits holds that nobody has set.
    private const string Unset16 = "65535";
    private const string Unset32 = "4294967295";

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the frame has the field, known or not.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>The text of a field; null when it is not there, or the meter does not know it.</summary>
    public string? Text(string name) =>
        _fields.TryGetValue(name, out var text)
        && text.Trim() is { Length: > 0 } told
        && !told.Equals(Unknown, StringComparison.OrdinalIgnoreCase)
            ? told
            : null;

    /// <summary>A POSIX time in seconds, UTC.</summary>
    public bool TryTime(string name, out Instant time, [NotNullWhen(false)] out string? problem)
    {
        (time, problem) = (default, null);
        if (Text(name) is not { } text) problem = $"{name}: found none, expected a POSIX time in seconds";
        else if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > Instant.MaxValue.ToUnixTimeSeconds())
            problem = $"{name}: found {Quoted.InSentence(text)}, expected a POSIX time in seconds";
        else time = Instant.FromUnixTimeSeconds(seconds);
        return problem is null;
    }

    /// <summary>The energy of a quarter in Wh; null where it is not told.</summary>
    public Energy? Quarter(string name, ref string? problem) =>
        Amount(name, Unset16, UrbanDatasetLimits.QuarterMicroKilowattHours, ref problem);

    /// <summary>A totalizer in Wh; null where it is not told.</summary>
    public Energy? Total(string name, ref string? problem) =>
        Amount(name, Unset32, UrbanDatasetLimits.TotalMicroKilowattHours, ref problem);

    /// <summary>Adds a field; false when it is there already.</summary>
    internal bool TryAdd(string name, string text) => _fields.TryAdd(
        name.Replace("Induttive", "Inductive", StringComparison.OrdinalIgnoreCase)
            .Replace("Capactive", "Capacitive", StringComparison.OrdinalIgnoreCase),
        text);

    private Energy? Amount(string name, string unset, long most, ref string? problem)
    {
        if (Text(name) is not { } text || text == unset) return null;
        var (amount, wrong) = EnergyText.Parse(text, WattHour, most);
        if (wrong is not null) problem ??= $"{name}: {wrong}";
        return amount is { } micro ? Energy.FromMicroKilowattHours(micro) : null;
    }
}
