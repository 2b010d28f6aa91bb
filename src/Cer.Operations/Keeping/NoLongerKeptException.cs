using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Keeping;

/// <summary>Something was to be written into a time whose quarter hours are no longer kept.</summary>
public sealed class NoLongerKeptException(Instant keptFrom) : Exception(Sentence(keptFrom))
{
    /// <summary>What a person is told.</summary>
    public static string Sentence(Instant keptFrom) => string.Create(
        CultureInfo.InvariantCulture,
        $"found a reading of a time whose quarter hours are no longer kept, expected one from "
            + $"{InstantPattern.General.Format(keptFrom)} on (no_longer_kept)");
}
