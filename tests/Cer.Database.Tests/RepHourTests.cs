using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Months;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>What dashboards read of an hour is what the domain computes from the readings.</summary>
[Collection(RepTownCollection.Name)]
public class RepHourTests(RepTown town)
{
    private static readonly DateTime From = new(2026, 9, 30, 22, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_hours_of_a_month_with_a_day_of_25_are_those_of_its_settlement()
    {
        var rows = await town.AskAsync(
            """
            select ts, injected_kwh, withdrawn_kwh, shared_kwh, state from rep.shared_hour
            where community_id = $1 and ts >= $2 and ts < $3 order by ts
            """,
            row => (Hour: HourOf(row), Injected: Micro(row, 1), Withdrawn: Micro(row, 2), Shared: Micro(row, 3), State: row.GetString(4)),
            town.Community.Value,
            From,
            To);

        var totals = town.Settled.Month.Hours;
        Assert.Equal(745, rows.Count);
        Assert.Equal(Enumerable.Range(0, 745), rows.Select(row => row.Hour));
        Assert.Equal(totals.Injected, rows.Select(row => row.Injected));
        Assert.Equal(totals.Withdrawn, rows.Select(row => row.Withdrawn));
        Assert.Equal(totals.Shared, rows.Select(row => row.Shared));
        Assert.All(rows, row => Assert.Equal("provisional", row.State));
        // Points are missing in some of them, so this is not all that the town takes.
        Assert.Contains(town.Settled.Month.MissingPods, missing => missing is { Count: > 0 });
    }

    [Fact]
    public async Task The_tariff_of_the_hours_is_that_of_the_units_and_the_contribution_is_that_of_the_month()
    {
        var rows = await town.AskAsync(
            "select ts, est_tip_eur, est_cac_eur from rep.shared_hour where community_id = $1 and ts >= $2 and ts < $3 order by ts",
            row => (Tip: row.GetDouble(1), Cac: row.GetDouble(2)),
            town.Community.Value,
            From,
            To);

        var settled = town.Settled.Month;
        for (var hour = 0; hour < rows.Count; hour++)
            Assert.Equal((double)settled.UnitHours.Sum(unit => unit.Premium[hour]!.Value), rows[hour].Tip, 9);
        Assert.Equal((double)settled.Cac!.Value.Eur, rows.Sum(row => row.Cac), 9);
    }

    [Fact]
    public async Task Hours_of_the_month_that_runs_are_there_before_it_is_settled()
    {
        var rows = await town.AskAsync(
            """
            select injected_kwh, withdrawn_kwh, shared_kwh, est_tip_eur is null, state from rep.shared_hour
            where community_id = $1 and ts >= $2
            """,
            row => (Injected: row.GetDouble(0), Withdrawn: row.GetDouble(1), Shared: row.GetDouble(2), NoTip: row.GetBoolean(3),
                State: row.GetString(4)),
            town.Community.Value,
            To);

        Assert.True(rows.Count > 24);
        Assert.All(rows, row => Assert.Equal(
            (Math.Min(row.Injected, row.Withdrawn), true, "provisional"), (row.Shared, row.NoTip, row.State)));
    }

    [Fact]
    public async Task Categories_are_sums_of_their_members_and_small_ones_go_where_they_cannot_be_told_apart()
    {
        var rows = await town.AskAsync(
            """
            select ts, category, withdrawn_kwh, members from rep.category_hour
            where community_id = $1 and ts >= $2 and ts < $3 order by ts, category collate "C"
            """,
            row => (Hour: HourOf(row), Category: row.GetString(1), Withdrawn: Micro(row, 2), Members: row.GetInt32(3)),
            town.Community.Value,
            From,
            To);

        var members = MemberHours.Of(town.Settled.Input, town.Settled.Month);
        var expected = new List<(int, string, long, int)>();
        var kinds = members.Select(member => Group(member.Member.Category)).Where(kind => kind != "municipality").Distinct().ToArray();
        foreach (var day in Enumerable.Range(0, 745)
            .GroupBy(hour => Instant.FromDateTimeUtc(From.AddHours(hour)).InZone(MarketHour.Rome).Date))
        {
            var told = RepFolding.Fold(kinds.ToDictionary(
                kind => kind,
                kind => day.Select(hour => members.Count(
                    member => member.Counted[hour] > 0 && Group(member.Member.Category) == kind)).ToArray()));
            foreach (var hour in day)
                expected.AddRange(members.Where(member => member.Counted[hour] > 0)
                    .GroupBy(member => Group(member.Member.Category) is "municipality" and var own ? own
                        : told[Group(member.Member.Category)])
                    .OrderBy(folded => folded.Key, StringComparer.Ordinal)
                    .Select(folded => (hour, folded.Key, folded.Sum(member => member.Withdrawn[hour]), folded.Count())));
        }

        Assert.Equal(expected, rows);
        // Seven firms and two associations: the firms go along with the associations.
        Assert.Equal(["household", "municipality", "other"], rows.Select(row => row.Category).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Produced_and_used_on_the_spot_are_what_the_production_meters_tell()
    {
        var rows = await town.AskAsync(
            """
            select ts, produced_kwh, self_kwh, injected_kwh, points_expected, points_known from rep.community_hour
            where community_id = $1 and ts >= $2 and ts < $3 order by ts
            """,
            row => (Hour: HourOf(row), Produced: Micro(row, 1), Self: Micro(row, 2), Injected: Micro(row, 3), Expected: row.GetInt32(4),
                Known: row.GetInt32(5)),
            town.Community.Value,
            From,
            To);

        var hours = await town.OctoberAsync();
        Assert.All(rows, row =>
        {
            var missing = town.Settled.Month.MissingPods[row.Hour] ?? [];
            var units = hours[row.Hour].Where(hour => hour.Unit is not null && !missing.Contains(hour.Pod.Code)).ToArray();
            var produced = units.Sum(hour => Math.Max(
                (hour.Produced ?? hour.Injected)!.Value.MicroKilowattHours, hour.Injected!.Value.MicroKilowattHours));
            var injected = units.Sum(hour => hour.Injected!.Value.MicroKilowattHours);
            Assert.Equal((produced, produced - injected, 40, 40 - missing.Count), (row.Produced, row.Self, row.Expected, row.Known));
        });
        Assert.True(rows.Sum(row => row.Self) > 0);
    }

    [Fact]
    public async Task Plants_and_places_of_the_municipality_are_told_one_by_one_and_of_nobody_else()
    {
        var plants = await town.AskAsync(
            "select plant_id, name, ts, produced_kwh, injected_kwh, measured from rep.plant_hour where ts >= $1 and ts < $2",
            row => (Name: row.GetString(1), Hour: HourOf(row, 2), Produced: Micro(row, 3), Injected: Micro(row, 4),
                Measured: row.GetBoolean(5)),
            From,
            To);
        var places = await town.AskAsync(
            "select label, category, ts, withdrawn_kwh, self_kwh, peak_kw from rep.public_pod_hour where ts >= $1 and ts < $2",
            row => (Label: row.GetString(0), Category: row.GetString(1), Hour: HourOf(row, 2), Withdrawn: Micro(row, 3),
                Self: Micro(row, 4), Peak: row.GetDouble(5)),
            From,
            To);

        var hours = await town.OctoberAsync();
        Assert.Equal(
            ["Magazzino comunale", "Municipio", "Palestra", "Scuola primaria"], plants.Select(row => row.Name).Distinct().Order());
        Assert.Equal(16, places.Select(row => row.Label).Distinct().Count());
        Assert.Equal(["other", "public_building", "public_lighting", "school"], places.Select(row => row.Category).Distinct().Order());
        var school = plants.Where(row => row.Name == "Scuola primaria").ToDictionary(row => row.Hour);
        var classes = places.Where(row => row.Label == "Scuola primaria").ToDictionary(row => row.Hour);
        for (var hour = 0; hour < 745; hour++)
        {
            var unit = hours[hour].Single(row => row.Unit == "UP-SCUOLA");
            var point = hours[hour].Single(row => row.Unit is null && row.Pod.Code == "IT999E00000101");
            Assert.Equal(
                (unit.Produced!.Value.MicroKilowattHours, unit.Injected!.Value.MicroKilowattHours, true),
                (school[hour].Produced, school[hour].Injected, school[hour].Measured));
            Assert.Equal(
                (point.Withdrawn!.Value.MicroKilowattHours, school[hour].Produced - school[hour].Injected),
                (classes[hour].Withdrawn, classes[hour].Self));
            // The greatest of four quarters times four: at least the hour's mean, at most all of it in one.
            Assert.InRange(classes[hour].Peak * 1e6, classes[hour].Withdrawn - 1, (4 * classes[hour].Withdrawn) + 1);
        }
    }

    private static int HourOf(NpgsqlDataReader row, int column = 0) => (int)(
        (new DateTimeOffset(row.GetDateTime(column)).ToUnixTimeSeconds() / 3600) - RepTown.October.FirstHour);

    private static long Micro(NpgsqlDataReader row, int column) => (long)Math.Round(row.GetDouble(column) * 1e6);

    private static string Group(MemberCategory category) => category switch
    {
        MemberCategory.LocalAuthority => "municipality",
        MemberCategory.NaturalPerson => "household",
        MemberCategory.Sme => "business",
        MemberCategory.ThirdSector or MemberCategory.ReligiousBody => "association",
        _ => throw new NotSupportedException($"{category} is nobody in Magliano."),
    };
}
