using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Demo;
using Cer.Operations.Reconciling;
using Cer.Settlement;
using Cer.Settlement.Payments;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A year of the invented Magliano with GSE's statements and the bank's credits, true or with something planted.</summary>
internal sealed partial class PlantedYear
{
    private static readonly TownHours Town = TownHours.Instance;
    private static readonly (EnergyCommunity Community, RuleBook Rules) Declared = Read();
    private static readonly PriceTable AllPrices = PricesOf(true);

    private readonly IReadOnlyDictionary<int, CauseKind> _plants;

    public PlantedYear(IReadOnlyDictionary<int, CauseKind> plants) => _plants = plants;

    /// <summary>Holds the year against its statements and its credits.</summary>
    public IReadOnlyList<ReconciledMonth> Reconcile() => Reconciliation.Of(
        [.. new GseYear(_plants).Months.Select(Ground)], ground => Material(ground.Month));

    private CauseKind? PlantOf(int month) => _plants.TryGetValue(month, out var kind) ? kind : null;

    private MonthMaterial Material(MarketMonth month)
    {
        var late = PlantOf(month.Month) == CauseKind.LateData;
        return new(
            Input(month, late ? GseYear.Early : null), late ? Input(month, null) : null, AllPrices, new HashSet<string>());
    }

    private MonthGround Ground(GseMonth month) => new()
    {
        Month = new(TownHours.Year, month.Month),
        Balance = null,
        Fees = Fees,
        Advised = AdvisedMonth.Of(month.Statements.SelectMany((file, place) => file.Read((month.Month * 10) + place + 1))),
        Received = [.. month.Credits.Select(credit => new ReceivedAmount(credit.Amount, credit.Day))],
        Today = new(TownHours.Year + 2, 1, 1),
    };

    /// <summary>What the month is settled on; of one point the first days may have been half of what they were.</summary>
    private static SettlementInput Input(MarketMonth month, (string Pod, int Days)? early)
    {
        var grid = new ReadingGrid(Declared.Community);
        for (var hour = 0; hour < month.HourCount; hour++)
        {
            var at = (int)(month.FirstHour - Town.First) + hour;
            for (var pod = 0; pod < grid.Pods.Count; pod++)
            {
                var code = grid.Pods[pod];
                var unit = grid.UnitsOf(pod) is { Length: > 0 } units ? units[0] : -1;
                var withdrawn = Town.Withdrawn[code][at];
                if (early is var (which, days) && which == code && hour < days * 24) withdrawn /= 2;
                Assert.Equal(RowVerdict.Accepted, grid.Add(
                    pod, unit, (month.FirstHour + hour) * 4, 60, unit < 0 ? -1 : Town.Injected[code][at], withdrawn));
            }
        }

        return new(Declared.Community, Declared.Rules, grid, PricesOf(false), month, month);
    }

    private static PriceTable PricesOf(bool all)
    {
        var table = new PriceTable();
        for (var hour = 0; hour < Town.Hours; hour++)
        {
            table.Add(MarketZone.Cnor, (Town.First + hour) * 4, 60, Town.Cnor[hour]);
            if (all) table.Add(MarketZone.Csud, (Town.First + hour) * 4, 60, Town.Csud[hour]);
        }

        return table;
    }

    /// <summary>15, 35, 25, 15, 15, 15 EUR and 22 %: DM 106/2024 by hand.</summary>
    private static FeeCharge[] Fees =>
    [
        .. new (string Plant, long Net, long Vat)[]
        {
            ("UP-SCUOLA", 15_00, 3_30), ("UP-MUNICIPIO", 35_00, 7_70), ("UP-LECCIO", 15_00, 3_30),
            ("UP-PALESTRA", 25_00, 5_50), ("UP-MAGAZZINO", 15_00, 3_30), ("UP-OFFICINA", 15_00, 3_30),
        }.Select(fee => new FeeCharge(new(TownHours.Year, fee.Plant, new(fee.Net), new(fee.Vat)), new(TownHours.Year, 3, 31))),
    ];

    private static (EnergyCommunity, RuleBook) Read()
    {
        var faults = new FaultList();
        var community = CommunityFile.Read(Encoding.UTF8.GetBytes(DemoCommunity.Contract), faults)!.Community;
        var overlay = RuleFiles.Read("rules/demo.yaml", Encoding.UTF8.GetBytes(DemoRules.Text(TownHours.Year, TownHours.Seed)), faults)!;
        var rules = RuleFiles.Compose([overlay], faults);
        Assert.Empty(faults.Faults);
        return (community, rules);
    }
}
