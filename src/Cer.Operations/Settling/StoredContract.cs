using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Settlement;
using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>A stored community as the files of the contract: for a settlement, or to be handed to an auditor.</summary>
public sealed class StoredContract(
    ICommunityStore communities, IReadingStore readings, IPriceStore prices, IRegolamentoStore regolamenti)
{
    /// <summary>Reads what a settlement of the months needs; null when it cannot be settled, which the faults then tell.</summary>
    /// <param name="community">The community.</param>
    /// <param name="from">First month; that of the first reading when null.</param>
    /// <param name="to">Last month; that of the last reading when null.</param>
    /// <param name="copy">Receives the input files too, when they are wanted.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public Task<SettlementMaterial?> ReadAsync(
        CommunityId community,
        MarketMonth? from,
        MarketMonth? to,
        IContractOutput? copy,
        FaultList faults,
        CancellationToken cancellation) => ReadAsync(community, from, to, copy, null, null, faults, cancellation);

    /// <summary>The same, of what a closed month was closed on where it is given; and notes how sure each hour is.</summary>
    internal async Task<SettlementMaterial?> ReadAsync(
        CommunityId community,
        MarketMonth? from,
        MarketMonth? to,
        IContractOutput? copy,
        ClosedView? past,
        HourQualities? qualities,
        FaultList faults,
        CancellationToken cancellation)
    {
        var definition = await communities.LoadAsync(community, past?.DefinitionVersion, cancellation)
            ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
        var files = new Files(copy);
        var source = Encoding.UTF8.GetBytes(definition.Source
            ?? throw new InvalidOperationException("Found a definition without its text, expected the community.yaml it came from."));
        var document = CommunityFile.Read(source, faults);
        var rules = ReadRules(definition.Rules, faults, files.Add);
        var months = await MonthsAsync(community, from, to, faults, cancellation);
        if (document is null || months is not var (first, last)) return null;
        if (!KeptMonthsOnly.Check(await readings.KeptFromAsync(cancellation), first, faults)) return null;
        if (faults.IsEmpty) GrantLimit.Check(document, rules, first, last, faults);
        var texts = new List<(string Name, string Text)>();
        var regolamento = await StoredRegolamento.ReadAsync(
            regolamenti, community, document.Community.Members, first, last, faults, Note, cancellation);
        if (!faults.IsEmpty) return null;

        var span = new Interval(Hour(first.FirstHour), Hour(last.FirstHour + last.HourCount));
        var zones = document.Community.Units.Select(unit => unit.Zone).Distinct().Order().ToArray();
        var table = await ReadPricesAsync(zones, span, files, cancellation);
        var grid = new ReadingGrid(document.Community);
        var rows = new StoredReadings(readings, grid, at: past?.ReadingsAt).ReadAsync(community, span, cancellation);
        await ReadReadingsAsync(rows, grid, qualities, files, cancellation);
        var input = new SettlementInput(document.Community, rules, grid, table, first, last) { Regolamento = regolamento };
        if (regolamento.Count == 0) files.Add(CommunityFile.Name, source);
        else if (!Declare(input, source, files, faults)) return null;
        return new(input, files.Hashes) { Texts = StoredGround.TextsOf(definition, texts) };

        void Note(string name, byte[] bytes)
        {
            files.Note(name, bytes);
            texts.Add((name, Encoding.UTF8.GetString(bytes)));
        }
    }

    /// <summary>The community's file of months under a regolamento: hashed as it was declared, copied with the regolamento in it.</summary>
    private static bool Declare(SettlementInput input, byte[] source, Files files, FaultList faults)
    {
        if (files.AreCopied)
        {
            if (Distributed.Try(faults, () => FileDistribution.Of(input, faults)) is not { } distribution) return false;
            files.Add(CommunityFile.Name, CommunityFileWriter.Write(input.Community with { Distribution = distribution }));
        }

        files.Note(CommunityFile.Name, source);
        return true;
    }

    private static Instant Hour(long sinceEpoch) => Instant.FromUnixTimeSeconds(sinceEpoch * 3600);

    /// <summary>The program's own rules with a community's laid over them.</summary>
    /// <param name="texts">The community's own.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="read">Told the name and the bytes of each.</param>
    internal static RuleBook ReadRules(IReadOnlyList<RuleText> texts, FaultList faults, Action<string, byte[]>? read = null)
    {
        var overlays = new List<RuleFile>();
        foreach (var text in texts)
        {
            var name = ContractInput.RulesFolder + text.Name;
            var bytes = Encoding.UTF8.GetBytes(text.Text);
            read?.Invoke(name, bytes);
            if (RuleFiles.Read(name, bytes, faults) is { } overlay) overlays.Add(overlay);
        }

        return RuleFiles.Compose(overlays, faults);
    }

    private async Task<(MarketMonth First, MarketMonth Last)?> MonthsAsync(
        CommunityId community, MarketMonth? from, MarketMonth? to, FaultList faults, CancellationToken cancellation)
    {
        if (from is { } first && to is { } last) return (first, last);
        if (await readings.ExtentAsync(community, cancellation) is var (begin, end))
            return (from ?? KeptMonthsOnly.First(await readings.KeptFromAsync(cancellation), MonthOf(begin)), to ?? MonthOf(end));
        faults.Add("database", 1, "reading", "no reading", "a reading, or a month to settle");
        return null;
    }

    private static MarketMonth MonthOf(Instant instant) => MarketMonth.OfHour(instant.ToUnixTimeSeconds() / 3600);

    private async Task<PriceTable> ReadPricesAsync(
        MarketZone[] zones, Interval span, Files files, CancellationToken cancellation)
    {
        var table = new PriceTable();
        using var file = files.Create(PricesFile.Name);
        using var rows = new CsvWriter(file, ContractTables.PricesHeader);
        foreach (var price in await prices.LatestAsync(zones, span, cancellation))
        {
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
            ContractTables.Write(rows, price);
        }

        return table;
    }

    private static async Task ReadReadingsAsync(
        IAsyncEnumerable<CleanReading> readings,
        ReadingGrid grid,
        HourQualities? qualities,
        Files files,
        CancellationToken cancellation)
    {
        using var file = files.Create(ReadingsFile.Name);
        using var rows = new CsvWriter(file, ContractTables.ReadingsHeader);
        await foreach (var row in readings.WithCancellation(cancellation))
        {
            var verdict = grid.Add(row.Pod, row.Unit, row.Quarter, row.Minutes, row.Injected, row.Withdrawn);
            if (verdict != RowVerdict.Accepted)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"Found a reading that is {verdict}, expected one that fits the rows before it."));
            }

            if (row.Withdrawn >= 0) qualities?.Note(row.Pod, -1, row.Quarter >> 2, row.Quality);
            if (row.Injected >= 0 && row.Unit >= 0) qualities?.Note(row.Pod, row.Unit, row.Quarter >> 2, row.Quality);
            ContractTables.Write(rows, grid, row);
        }
    }

    /// <summary>Hashes every file that is made, and copies it where somebody wants it.</summary>
    private sealed class Files(IContractOutput? copy)
    {
        private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

        public IReadOnlyList<KeyValuePair<string, string>> Hashes =>
            [.. _hashes.OrderBy(file => file.Key, CodePointOrder.Instance)];

        public bool AreCopied => copy is not null;

        /// <summary>Hashes what goes into no copy.</summary>
        public void Note(string name, byte[] bytes) =>
            _hashes[name] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

        public void Add(string name, byte[] bytes)
        {
            using var file = Create(name);
            file.Write(bytes);
        }

        public HashingSink Create(string name) =>
            new HashingSink(copy?.Create(name), hash => _hashes[name] = Convert.ToHexStringLower(hash));
    }
}
