using System.Globalization;

namespace Cer.Exchange.Gme;

/// <summary>What is wrong at one line of a price file.</summary>
public sealed record GmeFault(int Line, string Reason)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}: {Reason}");
}
