using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What was found of one line, and why.</summary>
public sealed record LineVerdict
{
    /// <summary>The line's place in the message, from 1.</summary>
    public required int Line { get; init; }

    public required LineFate Fate { get; init; }

    /// <summary>Why it was not stored: what was found and what was expected. Null when it was stored.</summary>
    public string? Reason { get; init; }

    /// <summary>What was odd about it, though it changed nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The device that sent it, as far as it could be read.</summary>
    public string? Device { get; init; }

    /// <summary>The serial of the meter; null where none was told, or where the device is not the one that is registered.</summary>
    public string? Serial { get; init; }

    /// <summary>Powers and reactive energies; null where none was told.</summary>
    public SideValues? Sides { get; init; }

    /// <summary>The reading; null when the line was refused.</summary>
    public Reading? Reading { get; init; }
}
