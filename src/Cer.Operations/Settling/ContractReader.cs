using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Operations.Settling;

/// <summary>Reads the files of the contract and checks them against each other.</summary>
internal static class ContractReader
{
    private const int LargestYaml = 64 * 1024 * 1024;

    /// <summary>What is to be settled; null when anything is wrong, which the faults then tell.</summary>
    public static SettlementMaterial? Read(
        ContractInput input, MarketMonth? from, MarketMonth? to, FaultList faults, CancellationToken cancellation)
    {
        foreach (var name in new[] { CommunityFile.Name, ReadingsFile.Name, PricesFile.Name })
            if (!input.Has(name)) faults.Add(name, 1, "file", "no such file", "the file in the input folder");

        var document = input.Has(CommunityFile.Name)
            ? CommunityFile.Read(input.ReadAll(CommunityFile.Name, LargestYaml), faults)
            : null;
        var before = faults.Faults.Count;
        var rules = ReadRules(input, faults);
        var rulesKnown = faults.Faults.Count == before;
        var prices = input.Has(PricesFile.Name)
            ? input.Read(PricesFile.Name, stream => PricesFile.Read(stream, faults, cancellation))
            : new();
        var grid = document is null ? null : new ReadingGrid(document.Community);
        if (input.Has(ReadingsFile.Name)) ReadReadings(input, grid, faults, cancellation);
        if (document is null || grid is null) return null;

        var first = from ?? grid.First;
        var last = to ?? grid.Last;
        if (faults.IsEmpty && (first is null || last is null))
            faults.Add(ReadingsFile.Name, 1, "row", "no reading", "a reading, or both --from and --to");
        else if (faults.IsEmpty && first > last)
            faults.Add(ReadingsFile.Name, 1, "start", $"readings that leave the months {first} to {last}",
                "a first month not after the last");
        if (first is { } begin && last is { } end && rulesKnown) GrantLimit.Check(document, rules, begin, end, faults);
        return faults.IsEmpty
            ? new(new(document.Community, rules, grid, prices, first!.Value, last!.Value), input.Hashes)
            : null;
    }

    private static void ReadReadings(ContractInput input, ReadingGrid? grid, FaultList faults, CancellationToken cancellation) =>
        input.Read(ReadingsFile.Name, stream =>
        {
            ReadingsFile.Read(stream, grid, faults, cancellation);
            return true;
        });

    private static RuleBook ReadRules(ContractInput input, FaultList faults)
    {
        var files = input.RuleFiles
            .Select(name => RuleFiles.Read(name, input.ReadAll(name, LargestYaml), faults))
            .OfType<RuleFile>();
        return RuleFiles.Compose(files, faults);
    }
}
