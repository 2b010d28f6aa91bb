using System.Globalization;
using Cer.Domain.Metering;
using Cer.Exchange.Rows;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Intake;

/// <summary>Takes a list of readings in, all or nothing: an equal one changes nothing, another is a revision.</summary>
/// <remarks>What an account sends of a point whose holder did not consent waits apart, as what a device sends does.</remarks>
public sealed class TakeRows(ICommunityStore communities, IIntakeStore intake, IReadingStore store, TimeProvider time)
{
    private const string NoConsent =
        "found no consent of the point's holder for this time (no_consent), expected one before the list is taken";

    public async Task<RowsAnswer> RunAsync(IncomingRows incoming, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var registry = await communities.RegistryAsync(incoming.Community, cancellation);
        var faults = incoming.Rows.Faults;
        var latest = incoming.MayBeAhead ? (Instant?)null : now + UrbanDatasetLimits.ClockTolerance;
        var rules = new ReadingRowRules(incoming.Name, registry.Units, latest, faults);
        var ground = await store.GroundAsync(incoming.Community, cancellation);
        List<Reading> readings = [];
        foreach (var row in incoming.Rows.Rows)
        {
            // A row without any energy says that nothing is known: there is nothing to store.
            if (rules.Check(row) is not { } reading || (reading.Injected ?? reading.Withdrawn ?? reading.Produced) is null) continue;
            readings.Add(reading);
            if (incoming.Points is { } bound && !bound.Contains(reading.Pod))
                faults.Add(incoming.Name, row.Row, "pod", "a point that the account is not bound to", "one that it is");
            if (reading.Start < ground.KeptFrom)
            {
                faults.Add(
                    incoming.Name,
                    row.Row,
                    "start",
                    "a time whose quarter hours are no longer kept",
                    $"one from {InstantPattern.General.Format(ground.KeptFrom.Value)} on");
            }
        }

        var record = new IntakeRecord
        {
            Community = incoming.Community,
            Source = incoming.Source,
            Account = incoming.Account,
            Device = incoming.Name,
            Raw = incoming.Raw,
            IsList = incoming.Source is IntakeSource.Rest or IntakeSource.Csv,
            Refusal = faults.IsEmpty ? null : Summary(incoming),
            Lines = faults.IsEmpty
                ? [.. (rules.HasPairs ? Joined(readings) : readings).Select((reading, i) => Finding(incoming, ground, reading, i + 1))]
                : [],
            ReceivedAt = now,
        };
        var receipt = await intake.StoreAsync(record, cancellation);
        return faults.IsEmpty
            ? new RowsAnswer.Stored(receipt) { Apart = record.Lines.Count(line => line.Outcome == LineOutcome.Quarantined) }
            : new RowsAnswer.Refused(faults);
    }

    /// <summary>What rows tell of one interval of a meter, each of other quantities, in one reading where it is of one quality.</summary>
    private static IEnumerable<Reading> Joined(IReadOnlyList<Reading> readings) => readings
        .GroupBy(reading => (reading.Pod, reading.Unit, reading.Meter, reading.Start, reading.Minutes, reading.Quality))
        .Select(rows => rows.Aggregate((one, other) => one with
        {
            Injected = one.Injected ?? other.Injected,
            Withdrawn = one.Withdrawn ?? other.Withdrawn,
            Produced = one.Produced ?? other.Produced,
        }));

    private static LineFinding Finding(IncomingRows incoming, IntakeGround ground, Reading reading, int line) =>
        incoming.Source is IntakeSource.Rest or IntakeSource.Csv && !ground.Consents.Allows(reading.Pod, reading.Start)
            ? new(line, LineOutcome.Quarantined, NoConsent, reading)
            : new(line, LineOutcome.Stored, Reading: reading);

    private static string Summary(IncomingRows incoming)
    {
        var faults = incoming.Rows.Faults;
        var count = faults.Faults.Count + faults.LeftOut;
        return string.Create(CultureInfo.InvariantCulture, $"{count} faults, the first: {faults.Faults[0]}");
    }
}
