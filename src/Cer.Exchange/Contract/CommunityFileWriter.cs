using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Contract;

/// <summary>Writes <c>community.yaml</c>: every value written out, texts in quotation marks.</summary>
public static class CommunityFileWriter
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">The distribution has a key that files do not have.</exception>
    public static byte[] Write(EnergyCommunity community)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {Text(community.Name)}\n");
        text.Append(CultureInfo.InvariantCulture, $"configuration: {CodeLists.Configurations.Word(community.Kind)}\n");
        if (community.PrimarySubstation is { } substation)
            text.Append(CultureInfo.InvariantCulture, $"primary_substation: {Text(substation)}\n");
        text.Append(CultureInfo.InvariantCulture, $"constituted_on: {Day(community.ConstitutedOn)}\n");
        List(text, "members", community.Members.Select(member => string.Create(
            CultureInfo.InvariantCulture,
            $"id: {Text(member.Id)}, name: {Text(member.Name)}, category: {CodeLists.Categories.Word(member.Category)},"
            + $" enterprise: {(member.Enterprise ? "true" : "false")}")));
        List(text, "pods", community.Pods.Select(pod => string.Create(
            CultureInfo.InvariantCulture,
            $"pod: {Text(pod.Pod)}, member: {Text(pod.Member)}, voltage: {CodeLists.Voltages.Word(pod.Voltage)},"
            + $" from: {Day(pod.From)}{(pod.To is { } last ? $", to: {Day(last)}" : "")}")));
        List(text, "plants", community.Units.Select(unit => Unit(unit, community.Kind)));
        if (community.Distribution is { } distribution) Distribution(text, distribution);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Unit(ProductionUnit unit, ConfigurationKind kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"id: {Text(unit.Id)}, plant: {Text(unit.Plant)}, pod: {Text(unit.Pod)}, source: {CodeLists.Sources.Word(unit.Source)},"
        + $" market_zone: {CodeLists.Zones.Word(unit.Zone)}, fc_area: {CodeLists.Areas.Word(unit.Area)},"
        + $" voltage: {CodeLists.Voltages.Word(unit.Voltage)}, power_kw: {Number(unit.PowerKw)}, in_service: {Day(unit.InService)},"
        + $" regime: {CodeLists.Regimes.Word(unit.Regime)}{(unit.FlatRate is { } flat ? $", flat_eur_mwh: {Number(flat)}" : "")},"
        + $" incentive_from: {Day(unit.IncentiveFrom)}, grant_percent: {Number(unit.GrantPercent)},"
        + $" obligation_kw: {Number(unit.ObligationKw)}, superbonus_kw: {Number(unit.SuperbonusKw)}"
        + $"{(kind == ConfigurationKind.Gac ? $", inside_building: {(unit.InsideBuilding ? "true" : "false")}" : "")}");

    private static void Distribution(StringBuilder text, Distribution distribution)
    {
        text.Append("distribution:\n  steps:").Append(distribution.Steps.Count == 0 ? " []\n" : "\n");
        for (var i = 0; i < distribution.Steps.Count; i++)
        {
            var step = distribution.Steps[i];
            var amount = step.Percent is { } percent ? $"percent: {Number(percent)}" : "rest: true";
            var line = step.Audience is { } audience
                ? $"    - {{class: {Text(step.Class ?? Place(i))}, {amount}, {Part(audience)}}}\n"
                : $"    - {{fund: {Text(step.Fund!)}, {amount}}}\n";
            text.Append(line);
        }

        var (to, otherwise) = (distribution.Surplus.Audience, distribution.Surplus.Otherwise);
        text.Append(CultureInfo.InvariantCulture, $"  surplus: {{{Part(to)}, otherwise: {Text(otherwise)}}}\n");
    }

    private static string Place(int step) => string.Create(CultureInfo.InvariantCulture, $"passo-{step + 1}");

    private static string Part(Audience audience)
    {
        if (audience.IsOfTheProduct)
            throw new ArgumentException($"Found the key {audience.Key}, expected one that files have.", nameof(audience));
        var weights = audience.Key == DistributionKey.Fixed
            ? $", weights: {{{string.Join(", ", audience.Weights.Select(weight => $"{Text(weight.Key)}: {Number(weight.Value)}"))}}}"
            : "";
        return $"members: [{string.Join(", ", audience.Members.Select(Text))}], key: {CodeLists.Keys.Word(audience.Key)}{weights}";
    }

    private static void List(StringBuilder text, string key, IEnumerable<string> entries)
    {
        var lines = entries.ToArray();
        text.Append(CultureInfo.InvariantCulture, $"{key}:{(lines.Length == 0 ? " []" : "")}\n");
        foreach (var line in lines) text.Append(CultureInfo.InvariantCulture, $"  - {{{line}}}\n");
    }

    private static string Text(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
