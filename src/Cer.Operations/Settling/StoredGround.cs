using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Settlement;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>What a stored community is settled by: its definition, its rules, the months; readings and prices come later.</summary>
internal sealed record StoredGround(
    CommunityDefinition Definition,
    RuleBook Rules,
    IReadOnlyList<DatedDistribution> Regolamento,
    IReadOnlyList<(string Name, string Text)> RegolamentoTexts,
    MarketMonth First,
    MarketMonth Last)
{
    /// <summary>The zones whose prices count.</summary>
    public MarketZone[] Zones { get; } = [.. Definition.Community.Units.Select(unit => unit.Zone).Distinct().Order()];

    /// <summary>The definition, the rule files and the versions of the regolamento by name: the root of the input's hash.</summary>
    public IReadOnlyList<(string Name, string Text)> Texts => TextsOf(Definition, RegolamentoTexts);

    /// <summary>From the first hour of the first month to the last of the last.</summary>
    public Interval Span => SpanOf(First, Last);

    /// <summary>Reads it; null when the community cannot be settled, which the faults then tell.</summary>
    public static async Task<StoredGround?> ReadAsync(
        IInputSnapshot snapshot, MarketMonth? from, MarketMonth? to, FaultList faults, CancellationToken cancellation)
    {
        var definition = snapshot.Definition;
        var source = definition.Source
            ?? throw new InvalidOperationException("Found a definition without its text, expected the community.yaml it came from.");
        var rules = StoredContract.ReadRules(definition.Rules, faults);
        if (await MonthsAsync(snapshot, from, to, faults, cancellation) is not var (first, last) || !faults.IsEmpty) return null;
        if (!KeptMonthsOnly.Check(snapshot.KeptFrom, first, faults)) return null;
        var texts = new List<(string Name, string Text)>();
        var regolamento = StoredRegolamento.Read(
            snapshot.Regolamento,
            definition.Community.Members,
            first,
            last,
            faults,
            (name, bytes) => texts.Add((name, Encoding.UTF8.GetString(bytes))));
        if (!faults.IsEmpty) return null;
        if (GrantLimit.Holds(definition.Community, rules, first, last))
            return new(definition, rules, regolamento, texts, first, last);

        // Only to tell the lines.
        if (CommunityFile.Read(Encoding.UTF8.GetBytes(source), faults) is { } document)
            GrantLimit.Check(document, rules, first, last, faults);
        return null;
    }

    /// <summary>The input of some months, with readings and prices.</summary>
    public SettlementInput Input(ReadingGrid readings, PriceTable prices, MarketMonth first, MarketMonth last) =>
        new(Definition.Community, Rules, readings, prices, first, last) { Regolamento = Regolamento };

    public static IReadOnlyList<(string Name, string Text)> TextsOf(
        CommunityDefinition definition, IEnumerable<(string Name, string Text)> regolamento) =>
    [
        (CommunityFile.Name, definition.Source!),
        .. definition.Rules.OrderBy(rule => rule.Name, CodePointOrder.Instance)
            .Select(rule => (ContractInput.RulesFolder + rule.Name, rule.Text)),
        .. regolamento,
    ];

    public static Interval SpanOf(MarketMonth first, MarketMonth last) => new(
        Instant.FromUnixTimeSeconds(first.FirstHour * 3600),
        Instant.FromUnixTimeSeconds((last.FirstHour + last.HourCount) * 3600));

    /// <summary>The prices of a span.</summary>
    public async Task<PriceTable> PricesAsync(IInputSnapshot snapshot, Interval span, CancellationToken cancellation)
    {
        var table = new PriceTable();
        await AddPricesAsync(table, snapshot, span, cancellation);
        return table;
    }

    public async Task AddPricesAsync(PriceTable table, IInputSnapshot snapshot, Interval span, CancellationToken cancellation)
    {
        foreach (var price in await snapshot.PricesAsync(Zones, span, cancellation))
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
    }

    private static async Task<(MarketMonth First, MarketMonth Last)?> MonthsAsync(
        IInputSnapshot snapshot, MarketMonth? from, MarketMonth? to, FaultList faults, CancellationToken cancellation)
    {
        if (from is { } first && to is { } last) return (first, last);
        if (await snapshot.ExtentAsync(cancellation) is var (begin, end))
            return (from ?? KeptMonthsOnly.First(snapshot.KeptFrom, MonthOf(begin)), to ?? MonthOf(end));
        faults.Add("database", 1, "reading", "no reading", "a reading, or a month to settle");
        return null;
    }

    private static MarketMonth MonthOf(Instant instant) => MarketMonth.OfHour(instant.ToUnixTimeSeconds() / 3600);
}
