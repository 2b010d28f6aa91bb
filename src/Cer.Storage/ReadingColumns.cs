using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;

namespace Cer.Storage;

/// <summary>Readings on their way into the table, column by column.</summary>
internal sealed class ReadingColumns
{
    private readonly HashSet<(int Pod, DateTime Start, int Unit, short Meter)> _keys = [];

    public int Count => Starts.Count;

    public List<int> Pods { get; } = [];

    public List<DateTime> Starts { get; } = [];

    public List<int> Units { get; } = [];

    public List<short> Meters { get; } = [];

    public List<short> Minutes { get; } = [];

    public List<long?> Injected { get; } = [];

    public List<long?> Withdrawn { get; } = [];

    public List<long?> Produced { get; } = [];

    public List<long?> InjectedTotals { get; } = [];

    public List<long?> WithdrawnTotals { get; } = [];

    public List<long?> ProducedTotals { get; } = [];

    public List<DateTime> Received { get; } = [];

    public List<long> Ingests { get; } = [];

    public List<string> Sources { get; } = [];

    public List<string> Qualities { get; } = [];

    public List<bool> Lists { get; } = [];

    /// <summary>Takes a reading; false when one of the same key is waiting, which must be written first.</summary>
    public bool TryAdd(int pod, int unit, Reading reading, IntakeSource source, bool isList, DateTime received, long ingest)
    {
        var start = reading.Start.ToUtc();
        if (!_keys.Add((pod, start, unit, (short)reading.Meter))) return false;
        Pods.Add(pod);
        Starts.Add(start);
        Units.Add(unit);
        Meters.Add((short)reading.Meter);
        Minutes.Add(checked((short)reading.Minutes));
        Injected.Add(reading.Injected.ToColumn());
        Withdrawn.Add(reading.Withdrawn.ToColumn());
        Produced.Add(reading.Produced.ToColumn());
        InjectedTotals.Add(reading.InjectedTotal.ToColumn());
        WithdrawnTotals.Add(reading.WithdrawnTotal.ToColumn());
        ProducedTotals.Add(reading.ProducedTotal.ToColumn());
        Received.Add(received);
        Ingests.Add(ingest);
        Sources.Add(Words.Of(source));
        Qualities.Add(CodeLists.Qualities.Word(reading.Quality));
        Lists.Add(isList);
        return true;
    }

    public void Clear()
    {
        _keys.Clear();
        Pods.Clear();
        Starts.Clear();
        Units.Clear();
        Meters.Clear();
        Minutes.Clear();
        Injected.Clear();
        Withdrawn.Clear();
        Produced.Clear();
        InjectedTotals.Clear();
        WithdrawnTotals.Clear();
        ProducedTotals.Clear();
        Received.Clear();
        Ingests.Clear();
        Sources.Clear();
        Qualities.Clear();
        Lists.Clear();
    }
}
