using System.Text;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Desk;

/// <summary>Which rule sets hold from when, and every parameter of today with the set and the act that gave it.</summary>
internal sealed record RulesView(
    IReadOnlyList<RulesView.SetRow> Sets, IReadOnlyList<RulesView.Parameter> Parameters, IReadOnlyList<RulesView.Rate> Cac, string Command)
{
    private static readonly string[] OwnKeys = ["id", "from", "act"];

    public static RulesView Of(string code, CommunityDefinition definition, LocalDate today)
    {
        var faults = new FaultList();
        (string Name, string Text)[] texts =
        [
            ("cer-base.yaml", Encoding.UTF8.GetString(RuleFiles.OwnText())), .. definition.Rules.Select(rule => (rule.Name, rule.Text)),
        ];
        var files = texts.Select(one => (File: RuleFiles.Read(one.Name, Encoding.UTF8.GetBytes(one.Text), faults), one.Text))
            .Where(one => one.File is not null).ToArray();
        var book = RuleFiles.Compose(
            definition.Rules.Select(rule => RuleFiles.Read(
                ContractInput.RulesFolder + rule.Name, Encoding.UTF8.GetBytes(rule.Text), faults)).OfType<RuleFile>(),
            faults);
        var values = files.SelectMany(one => RuleLines.Of(one.Text).Select(line => (one.File!.Id, line.Key, line.Value)))
            .GroupBy(one => (one.Id, one.Key)).ToDictionary(same => same.Key, same => same.Last().Value);
        var keys = files.SelectMany(one => RuleLines.Of(one.Text)).Select(line => line.Key)
            .Except(OwnKeys).Except(["cac"]).Distinct(StringComparer.Ordinal);
        return new(
            [.. files.Select(one => new SetRow(one.File!.Id, LocalDatePattern.Iso.Format(one.File.From), one.File.Origin.Act))],
            [
                .. keys.Select(key => (Key: key, Origin: book.OriginOf(key, today))).Where(one => one.Origin is not null).Select(one =>
                    new Parameter(one.Key, values.GetValueOrDefault((one.Origin!.Id, one.Key), ""), one.Origin.Id, one.Origin.Act)),
            ],
            [
                .. book.Cac.OrderBy(rate => rate.Key).Select(rate => new Rate(
                    rate.Key, book.TransmissionRate(rate.Key), book.Btau(rate.Key))),
            ],
            $"./cer import --community {code} CARTELLA");
    }

    internal sealed record SetRow(string Id, string From, string? Act);

    internal sealed record Parameter(string Key, string Value, string Set, string? Act);

    /// <summary>Rates of a year, EUR/MWh; null until an act confirms them.</summary>
    internal sealed record Rate(int Year, decimal? TrasE, decimal? Btau);
}
