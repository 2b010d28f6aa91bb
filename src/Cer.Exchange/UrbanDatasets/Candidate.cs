using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A line on its way to a verdict.</summary>
internal sealed class Candidate(int line, IReadOnlyList<string> warnings)
{
    private readonly List<string> _warnings = [.. warnings];
    private LineFate _fate = LineFate.Stored;
    private string? _reason;

    public int Line { get; } = line;

    public string? Device { get; init; }

    public Reading? Reading { get; set; }

    /// <summary>The community that the line names.</summary>
    public string? Community { get; init; }

    /// <summary>The serial of the meter that the line names.</summary>
    public string? Serial { get; init; }

    public SideValues? Sides { get; init; }

    /// <summary>Its device is registered and speaks of its own meter.</summary>
    public bool IsRecognised { get; set; }

    /// <summary>It counts only where nothing is known of its quarter.</summary>
    public bool Fills { get; init; }

    /// <summary>Nothing has spoken against it so far.</summary>
    public bool Stands => _fate == LineFate.Stored;

    /// <summary>Its meter, as far as it is known: the unit comes from the registry.</summary>
    public MeterKey Meter => new(Reading!.Pod, Reading.Meter, Reading.Unit);

    public static Candidate Refused(int line, string? device, string reason) =>
        new(line, []) { Device = device, _fate = LineFate.Refused, _reason = reason };

    public Candidate Copy() =>
        new(Line, _warnings)
        {
            Device = Device,
            Reading = Reading,
            Community = Community,
            Serial = Serial,
            Sides = Sides,
            Fills = Fills,
            _fate = _fate,
            _reason = _reason,
        };

    public void Warn(string warning) => _warnings.Add(warning);

    public void Quarantine(string reason) => (_fate, _reason) = (LineFate.Quarantined, reason);

    public void Repeat(string reason) => (_fate, _reason) = (LineFate.Repeated, reason);

    public Energy? Amount(Direction direction) => direction switch
    {
        Direction.Injected => Reading!.Injected,
        Direction.Withdrawn => Reading!.Withdrawn,
        _ => Reading!.Produced,
    };

    public Energy? Total(Direction direction) => direction switch
    {
        Direction.Injected => Reading!.InjectedTotal,
        Direction.Withdrawn => Reading!.WithdrawnTotal,
        _ => Reading!.ProducedTotal,
    };

    public LineVerdict Verdict() => new()
    {
        Line = Line,
        Fate = _fate,
        Reason = _reason,
        Warnings = _warnings,
        Device = Device,
        Serial = IsRecognised ? Serial : null,
        Sides = Sides,
        Reading = Reading,
    };
}
