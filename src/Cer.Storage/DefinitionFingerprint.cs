using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cer.Domain.Codes;
using Cer.Operations.Ports;

namespace Cer.Storage;

/// <summary>Tells whether two definitions are equal, by a hash of everything in them.</summary>
internal static class DefinitionFingerprint
{
    public static byte[] Of(CommunityDefinition definition)
    {
        var community = definition.Community;
        string?[][] rows =
        [
            [
                community.Name,
                CodeLists.Configurations.Word(community.Kind),
                community.PrimarySubstation,
                Text(community.ConstitutedOn),
                DistributionJson.Write(community.Distribution),
                definition.Source,
            ],
            .. community.Members.Select(member => (string?[])
            [
                "member",
                member.Id,
                member.Name,
                CodeLists.Categories.Word(member.Category),
                Text(member.Enterprise),
            ]),
            .. community.Pods.Select(pod => (string?[])
                ["pod", pod.Pod, pod.Member, CodeLists.Voltages.Word(pod.Voltage), Text(pod.From), Text(pod.To)]),
            .. community.Units.Select(unit => (string?[])
            [
                "unit",
                unit.Id,
                unit.Plant,
                unit.Pod,
                CodeLists.Sources.Word(unit.Source),
                CodeLists.Zones.Word(unit.Zone),
                CodeLists.Areas.Word(unit.Area),
                CodeLists.Voltages.Word(unit.Voltage),
                Text(unit.PowerKw),
                Text(unit.InService),
                CodeLists.Regimes.Word(unit.Regime),
                Text(unit.FlatRate),
                Text(unit.IncentiveFrom),
                Text(unit.GrantPercent),
                Text(unit.ObligationKw),
                Text(unit.SuperbonusKw),
                Text(unit.InsideBuilding),
            ]),
            .. definition.Rules.Select(rule => (string?[])["rule", rule.Name, rule.Text]),
        ];
        return SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(rows)));
    }

    // A decimal's trailing zeros say nothing: 20 and 20.0 are one power.
    private static string? Text(object? value) => value switch
    {
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
