using Cer.Domain.Metering;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Exchange.Rows;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Operations.Importing;

/// <summary>Takes a <c>readings.csv</c> of the contract in, of any size: read whole and checked, then stored in batches.</summary>
/// <remarks>Stopped on its way, it is run again: what is stored is found unchanged.</remarks>
public sealed class ImportReadings(ICommunityStore communities, IReadingStore readings)
{
    private const int BatchSize = 20_000;

    /// <summary>Imports a file; with any fault nothing is stored.</summary>
    /// <param name="community">The community.</param>
    /// <param name="open">Opens the file; it is read twice.</param>
    /// <param name="progress">Told the rows that are stored so far.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public async Task<ImportReport> RunAsync(
        CommunityId community, Func<Stream> open, IProgress<long>? progress, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var definition = await communities.LoadAsync(community, null, cancellation)
            ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
        using (var file = open()) ReadingsFile.Read(file, new(definition.Community), faults, cancellation);
        if (!faults.IsEmpty) return new(default, faults);

        var counts = default(AppendCounts);
        var rows = 0L;
        using var stream = open();
        foreach (var batch in ReadingRowsCsv.Enumerate(stream, ReadingsFile.Name, faults, cancellation)
            .Select(row => row.Reading)
            .Where(HasEnergy)
            .Chunk(BatchSize))
        {
            counts += await readings.AppendAsync(community, IntakeSource.Csv, batch, cancellation);
            progress?.Report(rows += batch.Length);
        }

        return new(counts, faults);
    }

    /// <summary>A row without any energy says that nothing is known: there is nothing to keep.</summary>
    private static bool HasEnergy(Reading reading) => (reading.Injected ?? reading.Withdrawn) is not null;
}
