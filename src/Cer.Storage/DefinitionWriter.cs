using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Gives a community its next definition, inside a transaction that holds its lock.</summary>
internal sealed class DefinitionWriter(NpgsqlConnection connection, int community)
{
    private const string LatestSql = """
        select version, sha256 from core.definition where community_id = $1 order by version desc limit 1
        """;

    private const string DefinitionSql = """
        insert into core.definition (community_id, version, name, kind, primary_substation, constituted_on,
          distribution, source, sha256, declared_by)
        values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)
        """;

    private const string MembersSql = """
        with added as (
          insert into core.member (community_id, code)
          select $1, sent.code from unnest($3::text[]) with ordinality as sent (code, ordinal)
          where not exists (select from core.member where community_id = $1 and code = sent.code)
          order by sent.ordinal
          returning id, code)
        insert into core.member_terms (community_id, version, member_id, ordinal, name, category, enterprise)
        select $1, $2, member.id, sent.ordinal, sent.name, sent.category, sent.enterprise
        from unnest($3::text[], $4::text[], $5::text[], $6::boolean[])
          with ordinality as sent (code, name, category, enterprise, ordinal)
        join (select id, code from core.member where community_id = $1 union all table added) as member
          on member.code = sent.code
        """;

    private const string CodesSql = """
        insert into core.{0} (community_id, code)
        select $1, sent.code
        from (select code, min(ordinal) as ordinal from unnest($2::text[]) with ordinality as all_sent (code, ordinal)
          group by code) as sent
        where not exists (select from core.{0} as known where known.community_id = $1 and known.code = sent.code)
        order by sent.ordinal
        """;

    private const string MembershipSql = """
        insert into core.membership (community_id, version, pod_id, from_day, to_day, ordinal, member_id, voltage)
        select $1, $2, pod.id, sent.from_day, sent.to_day, sent.ordinal, member.id, sent.voltage
        from unnest($3::text[], $4::text[], $5::text[], $6::date[], $7::date[])
          with ordinality as sent (pod, member, voltage, from_day, to_day, ordinal)
        left join core.pod as pod on pod.community_id = $1 and pod.code = sent.pod
        left join core.member as member on member.community_id = $1 and member.code = sent.member
        """;

    private const string UnitsSql = """
        insert into core.unit_terms (community_id, version, unit_id, ordinal, plant_id, pod_id, source, market_zone,
          fc_area, voltage, power_kw, in_service, regime, flat_eur_mwh, incentive_from, grant_percent, obligation_kw,
          superbonus_kw, inside_building)
        select $1, $2, unit.id, sent.ordinal, plant.id, pod.id, sent.source, sent.zone,
          sent.area, sent.voltage, sent.power, sent.in_service, sent.regime, sent.flat, sent.incentive_from,
          sent.grant_percent, sent.obligation, sent.superbonus, sent.inside
        from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::numeric[],
          $11::date[], $12::text[], $13::numeric[], $14::date[], $15::numeric[], $16::numeric[], $17::numeric[],
          $18::boolean[])
          with ordinality as sent (code, plant, pod, source, zone, area, voltage, power, in_service, regime, flat,
            incentive_from, grant_percent, obligation, superbonus, inside, ordinal)
        left join core.unit as unit on unit.community_id = $1 and unit.code = sent.code
        left join core.plant as plant on plant.community_id = $1 and plant.code = sent.plant
        left join core.pod as pod on pod.community_id = $1 and pod.code = sent.pod
        """;

    private const string RulesSql = """
        insert into core.rule_set (community_id, version, name, ordinal, content)
        select $1, $2, sent.* from unnest($3::text[], $4::int[], $5::text[]) as sent
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'definition', jsonb_build_object('version', $3::int))
        """;

    public async Task<StoredDefinition> SaveAsync(
        CommunityDefinition definition, string who, CancellationToken cancellation)
    {
        CheckPods(definition.Community);
        var hash = DefinitionFingerprint.Of(definition);
        var known = await connection.ListAsync<(int Version, byte[] Hash)?>(
            LatestSql, row => (row.GetInt32(0), row.GetFieldValue<byte[]>(1)), cancellation, community);
        if (known.FirstOrDefault() is { } latest && latest.Hash.AsSpan().SequenceEqual(hash))
            return new(new(community), latest.Version, Added: false);

        var version = 1 + (known.FirstOrDefault()?.Version ?? 0);
        await WriteAsync(definition, version, hash, who.Storable(), cancellation);
        return new(new(community), version, Added: true);
    }

    private async Task WriteAsync(
        CommunityDefinition definition, int version, byte[] hash, string who, CancellationToken cancellation)
    {
        var declared = definition.Community;
        await Run(
            DefinitionSql,
            declared.Name.Storable(),
            CodeLists.Configurations.Word(declared.Kind),
            declared.PrimarySubstation?.Storable(),
            declared.ConstitutedOn.ToColumn(),
            DistributionJson.Write(declared.Distribution),
            definition.Source?.Storable(),
            hash,
            who);
        await Run(
            MembersSql,
            Of(declared.Members, member => member.Id),
            Of(declared.Members, member => member.Name.Storable()),
            Of(declared.Members, member => CodeLists.Categories.Word(member.Category)),
            Of(declared.Members, member => member.Enterprise));
        await Codes("pod", [.. declared.Pods.Select(pod => pod.Pod), .. declared.Units.Select(unit => unit.Pod)]);
        await Codes("plant", [.. declared.Units.Select(unit => unit.Plant)]);
        await Codes("unit", [.. declared.Units.Select(unit => unit.Id)]);
        await Run(
            MembershipSql,
            Of(declared.Pods, pod => pod.Pod),
            Of(declared.Pods, pod => pod.Member),
            Of(declared.Pods, pod => CodeLists.Voltages.Word(pod.Voltage)),
            Of(declared.Pods, pod => pod.From.ToColumn()),
            Of(declared.Pods, pod => pod.To?.ToColumn()));
        await WriteUnits(declared.Units);
        await Run(
            RulesSql,
            Of(definition.Rules, rule => rule.Name.Storable()),
            Enumerable.Range(1, definition.Rules.Count).ToArray(),
            Of(definition.Rules, rule => rule.Text.Storable()));
        await connection.RunAsync(AuditSql, cancellation, community, who, version);

        Task WriteUnits(IReadOnlyList<ProductionUnit> units) => Run(
            UnitsSql,
            Of(units, unit => unit.Id.Storable()),
            Of(units, unit => unit.Plant.Storable()),
            Of(units, unit => unit.Pod),
            Of(units, unit => CodeLists.Sources.Word(unit.Source)),
            Of(units, unit => CodeLists.Zones.Word(unit.Zone)),
            Of(units, unit => CodeLists.Areas.Word(unit.Area)),
            Of(units, unit => CodeLists.Voltages.Word(unit.Voltage)),
            Of(units, unit => unit.PowerKw),
            Of(units, unit => unit.InService.ToColumn()),
            Of(units, unit => CodeLists.Regimes.Word(unit.Regime)),
            Of(units, unit => unit.FlatRate),
            Of(units, unit => unit.IncentiveFrom.ToColumn()),
            Of(units, unit => unit.GrantPercent),
            Of(units, unit => unit.ObligationKw),
            Of(units, unit => unit.SuperbonusKw),
            Of(units, unit => unit.InsideBuilding));
        Task Run(string sql, params object?[] values) =>
            connection.RunAsync(sql, cancellation, [community, version, .. values]);
        Task Codes(string table, string[] codes) => connection.RunAsync(
            CodesSql.Replace("{0}", table, StringComparison.Ordinal),
            cancellation,
            community,
            Array.ConvertAll(codes, code => code.Storable()));
    }

    private static TColumn[] Of<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column) =>
        [.. rows.Select(column)];

    // A file may write a point as it likes; the register of points holds real ones only.
    private static void CheckPods(EnergyCommunity declared)
    {
        for (var i = 0; i < declared.Pods.Count; i++)
        {
            if (!Pod.TryParse(declared.Pods[i].Pod, null, out var pod) || pod.Code != declared.Pods[i].Pod)
                throw new FormatException($"pods[{i}].pod: found no POD, expected {Pod.Form}, in capitals.");
        }
    }
}
