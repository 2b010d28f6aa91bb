using Cer.Domain;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;
using Cer.Operations.Demo;
using Cer.Operations.Desk;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Makes the compliance report of a settled month: a page for people, a workbook, and XML with its schema.</summary>
public sealed class MakeComplianceReport(
    ICommunityStore communities,
    IRunStore runs,
    IProductionStore production,
    ICo2Store factors,
    IComplianceWriter writer,
    IPdfPress press,
    TimeProvider time)
{
    private const int Months = 12;

    /// <summary>The facts; null when the month was not settled.</summary>
    public async Task<ComplianceFacts?> FactsAsync(
        CommunityId community, YearMonth month, int revision, CancellationToken cancellation)
    {
        var rows = await runs.MonthsAsync(community, cancellation);
        if (rows.FirstOrDefault(row => row.Settled.Month == month) is not { } reported) return null;
        if (await communities.LoadAsync(community, reported.Closed?.DefinitionVersion, cancellation) is not { } definition) return null;
        var market = new MarketMonth(month.Year, month.Month);
        var first = MarketMonth.Of(market.FirstDay.PlusMonths(1 - Months));
        var produced = await production.MonthsAsync(community, first, market, cancellation);
        var declared = await factors.ListAsync(community, cancellation);
        var rules = StoredContract.ReadRules(definition.Rules, new FaultList());
        return new()
        {
            Community = definition.Community,
            Code = (await communities.ListAsync(cancellation)).First(one => one.Id == community).Code,
            Revision = revision,
            MadeAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
            Months =
            [
                .. rows.Select(row => (Row: row, Month: new MarketMonth(row.Settled.Month.Year, row.Settled.Month.Month)))
                    .Where(row => row.Month >= first && row.Month <= market)
                    .Select(row => MonthOf(row.Row, row.Month, definition.Community, produced, declared)),
            ],
            Cac = rules.Cac.GetValueOrDefault(month.Year),
            Co2Source = FactorOn(declared, market.LastDay)?.Source,
            Run = reported.RunId,
            Program = reported.Program,
            Invented = reported.RuleIds.Any(DemoRules.IsInvented),
        };
    }

    /// <summary>The report in each of its forms, by file name; null when there is no such month.</summary>
    public async Task<IReadOnlyList<(string Name, string MediaType, ReadOnlyMemory<byte> Bytes)>?> FilesAsync(
        ComplianceFacts facts, DocumentLanguage language, CancellationToken cancellation)
    {
        var name = FormattableString.Invariant($"arera-{facts.Code}-{facts.Reported.Month}-{facts.Revision}");
        var html = await writer.HtmlAsync(facts, language);
        if (await press.PressAsync(html, name, facts.MadeAt, cancellation) is not PressOutcome.Made pdf) return null;
        var tables = ComplianceTables.Of(facts);
        return
        [
            ($"{name}.pdf", "application/pdf", pdf.Pdf),
            ($"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Bytes(stream => PackageWorkbook.Write(stream, tables))),
            ($"{name}.xml", "application/xml",
                Bytes(stream => PackageXml.Write(stream, tables, ComplianceTables.Root, ComplianceTables.Namespace))),
            ($"{name}.xsd", "application/xml",
                Bytes(stream => PackageSchema.Write(stream, ComplianceTables.Empty, ComplianceTables.Root, ComplianceTables.Namespace))),
        ];
    }

    /// <summary>What was made counts when every hour of every unit in service was told.</summary>
    private static ComplianceMonth MonthOf(
        MonthRow row,
        MarketMonth month,
        EnergyCommunity community,
        IReadOnlyDictionary<MarketMonth, (Energy Produced, int Hours)> produced,
        IReadOnlyList<Co2Factor> declared)
    {
        var hours = community.Units.Sum(unit => Math.Clamp(
            month.FirstHour + month.HourCount - MarketMonth.HourOf(unit.InService), 0, month.HourCount));
        var told = produced.TryGetValue(month, out var made) && made.Hours == hours ? made.Produced : (Energy?)null;
        var kpis = new CommunityKpis(
            told, row.Settled.Injected, row.Settled.Withdrawn, row.Settled.Shared,
            FactorOn(declared, month.LastDay)?.KgPerKwh ?? Co2Factor.Usual);
        return new(month, row.Settled.Status, kpis, row.Settled.Tip, row.Settled.Cac);
    }

    private static Co2Factor? FactorOn(IReadOnlyList<Co2Factor> declared, LocalDate day) =>
        declared.Where(factor => factor.From <= day).OrderBy(factor => factor.From).ThenBy(factor => factor.Revision).LastOrDefault();

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
