using System.Globalization;
using Cer.Domain.Metering;
using Cer.Exchange.Rows;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Takes a list of readings in, all or nothing: an equal one changes nothing, another is a revision.</summary>
public sealed class TakeRows(ICommunityStore communities, IIntakeStore intake, TimeProvider time)
{
    public async Task<RowsAnswer> RunAsync(IncomingRows incoming, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var registry = await communities.RegistryAsync(incoming.Community, cancellation);
        var faults = incoming.Rows.Faults;
        var latest = incoming.MayBeAhead ? (Instant?)null : now + UrbanDatasetLimits.ClockTolerance;
        var rules = new ReadingRowRules(incoming.Name, registry.Units, latest, faults);
        List<Reading> readings = [];
        foreach (var row in incoming.Rows.Rows)
        {
            // A row without any energy says that nothing is known: there is nothing to store.
            if (rules.Check(row) is { } reading && (reading.Injected ?? reading.Withdrawn) is not null)
                readings.Add(reading);
        }

        var record = new IntakeRecord
        {
            Community = incoming.Community,
            Source = incoming.Source,
            Account = incoming.Account,
            Device = incoming.Name,
            Raw = incoming.Raw,
            Refusal = faults.IsEmpty ? null : Summary(incoming),
            Lines = faults.IsEmpty
                ? [.. readings.Select((reading, i) => new LineFinding(i + 1, LineOutcome.Stored, Reading: reading))]
                : [],
            ReceivedAt = now,
        };
        var receipt = await intake.StoreAsync(record, cancellation);
        return faults.IsEmpty ? new RowsAnswer.Stored(receipt) : new RowsAnswer.Refused(faults);
    }

    private static string Summary(IncomingRows incoming)
    {
        var faults = incoming.Rows.Faults;
        var count = faults.Faults.Count + faults.LeftOut;
        return string.Create(CultureInfo.InvariantCulture, $"{count} faults, the first: {faults.Faults[0]}");
    }
}
