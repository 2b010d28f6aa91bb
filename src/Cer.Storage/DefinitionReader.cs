using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Reads a definition as it was declared, in the order it was declared.</summary>
internal sealed class DefinitionReader(NpgsqlConnection connection, int community)
{
    private const string DefinitionSql = """
        select version, name, kind, primary_substation, constituted_on, distribution::text, source from core.definition
        where community_id = $1 and ($2::int is null or version = $2) order by version desc limit 1
        """;

    private const string MembersSql = """
        select member.code, terms.name, terms.category, terms.enterprise
        from core.member_terms as terms
        join core.member as member on member.community_id = terms.community_id and member.id = terms.member_id
        where terms.community_id = $1 and terms.version = $2 order by terms.ordinal
        """;

    private const string MembershipSql = """
        select pod.code, member.code, terms.voltage, terms.from_day, terms.to_day
        from core.membership as terms
        join core.pod as pod on pod.community_id = terms.community_id and pod.id = terms.pod_id
        join core.member as member on member.community_id = terms.community_id and member.id = terms.member_id
        where terms.community_id = $1 and terms.version = $2 order by terms.ordinal
        """;

    private const string UnitsSql = """
        select unit.code, plant.code, pod.code, terms.source, terms.market_zone, terms.fc_area, terms.voltage,
          terms.power_kw, terms.in_service, terms.regime, terms.flat_eur_mwh, terms.incentive_from,
          terms.grant_percent, terms.obligation_kw, terms.superbonus_kw, terms.inside_building
        from core.unit_terms as terms
        join core.unit as unit on unit.community_id = terms.community_id and unit.id = terms.unit_id
        join core.plant as plant on plant.community_id = terms.community_id and plant.id = terms.plant_id
        join core.pod as pod on pod.community_id = terms.community_id and pod.id = terms.pod_id
        where terms.community_id = $1 and terms.version = $2 order by terms.ordinal
        """;

    private const string RulesSql = """
        select name, content from core.rule_set where community_id = $1 and version = $2 order by ordinal
        """;

    public async Task<CommunityDefinition?> LoadAsync(int? version, CancellationToken cancellation) =>
        (await LoadVersionAsync(version, cancellation))?.Definition;

    /// <summary>A version, the latest when none is named, with its number.</summary>
    public async Task<(int Version, CommunityDefinition Definition)?> LoadVersionAsync(int? version, CancellationToken cancellation)
    {
        var heads = await connection.ListAsync(DefinitionSql, Head, cancellation, community, version);
        if (heads.Count == 0) return null;
        var (found, head, source) = heads[0];
        var declared = head with
        {
            Members = await connection.ListAsync(MembersSql, Member, cancellation, community, found),
            Pods = await connection.ListAsync(MembershipSql, Membership, cancellation, community, found),
            Units = await connection.ListAsync(UnitsSql, Unit, cancellation, community, found),
        };
        var rules = await connection.ListAsync(
            RulesSql, row => new RuleText(row.GetString(0), row.GetString(1)), cancellation, community, found);
        return (found, new(declared, rules, source));
    }

    private static (int Version, EnergyCommunity Head, string? Source) Head(NpgsqlDataReader row) => (
        row.GetInt32(0),
        new()
        {
            Name = row.GetString(1),
            Kind = CodeLists.Configurations.Value(row.GetString(2)),
            PrimarySubstation = row.ReadText(3),
            ConstitutedOn = row.ReadDay(4),
            Members = [],
            Pods = [],
            Units = [],
            Distribution = DistributionJson.Read(row.ReadText(5)),
        },
        row.ReadText(6));

    private static Member Member(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), CodeLists.Categories.Value(row.GetString(2)), row.GetBoolean(3));

    private static PodMembership Membership(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        CodeLists.Voltages.Value(row.GetString(2)),
        row.ReadDay(3),
        row.IsDBNull(4) ? null : row.ReadDay(4));

    private static ProductionUnit Unit(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Plant = row.GetString(1),
        Pod = row.GetString(2),
        Source = CodeLists.Sources.Value(row.GetString(3)),
        Zone = CodeLists.Zones.Value(row.GetString(4)),
        Area = CodeLists.Areas.Value(row.GetString(5)),
        Voltage = CodeLists.Voltages.Value(row.GetString(6)),
        PowerKw = row.GetDecimal(7),
        InService = row.ReadDay(8),
        Regime = CodeLists.Regimes.Value(row.GetString(9)),
        FlatRate = row.ReadValue<decimal>(10),
        IncentiveFrom = row.ReadDay(11),
        GrantPercent = row.GetDecimal(12),
        ObligationKw = row.GetDecimal(13),
        SuperbonusKw = row.GetDecimal(14),
        InsideBuilding = row.GetBoolean(15),
    };
}
