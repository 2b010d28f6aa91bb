using Cer.Domain.Metering;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Exchange.Gme;
using Cer.Operations.Ports;

namespace Cer.Operations.Importing;

/// <summary>Takes zonal prices in: <c>prices.csv</c> of the contract, or a file of GME. Of a file with a fault, nothing.</summary>
public sealed class ImportPrices(IPriceStore prices)
{
    public Task<ImportReport> FromContractAsync(Stream stream, string source, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var table = PricesFile.Read(stream, faults, cancellation);
        return StoreAsync([.. table.Given()], source, faults, cancellation);
    }

    /// <param name="stream">The file: XML, or a workbook when its name ends so.</param>
    /// <param name="name">Its name, for faults and for the record.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public Task<ImportReport> FromGmeAsync(Stream stream, string name, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var isWorkbook = name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase);
        switch (isWorkbook ? GmeWorkbook.Read(stream, name) : GmePriceReader.Read(stream))
        {
            case GmePriceOutcome.Refused refused:
                foreach (var fault in refused.Faults) faults.Add(
                    name, fault.Line, "row", fault.Reason.Replace("found ", "", StringComparison.Ordinal).Split(
                    ", expected ")[0], fault.Reason.Split(", expected ")[^1]);
                return Task.FromResult(new ImportReport(default, faults));
            case GmePriceOutcome.Read read:
                return StoreAsync(read.Prices, name, faults, cancellation);
            default:
                throw new NotSupportedException("A price file has an outcome that the import does not know.");
        }
    }

    /// <summary>Stores prices with what they were read from; months that they change are settled again.</summary>
    public Task<AppendCounts> StoreAsync(IReadOnlyList<ZonePrice> found, string source, CancellationToken cancellation) =>
        prices.AppendAndTouchAsync([.. found.Where(price => price.EurPerMwh is not null)], source, cancellation);

    private async Task<ImportReport> StoreAsync(
        IReadOnlyList<ZonePrice> found, string source, FaultList faults, CancellationToken cancellation) =>
        new(faults.IsEmpty ? await StoreAsync(found, source, cancellation) : default, faults);
}
