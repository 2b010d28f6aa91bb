using Cer.Domain;
using Cer.Settlement.Months;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A member reads its own through its dashboard, and nothing of another.</summary>
[Collection(RepTownCollection.Name)]
public class RepMineTests(RepTown town)
{
    private const string Rows =
        """
        select (select count(*) from mine.energy_hour) + (select count(*) from mine.shared_hour)
          + (select count(*) from mine.community_hour) + (select count(*) from mine.peer_month)
          + (select count(*) from mine.payout) + (select count(*) from mine.community) + (select count(*) from mine.missing_day)
        """;

    private static readonly DateTime From = new(2026, 9, 30, 22, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime To = new(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Each_members_part_of_an_hour_is_within_a_micro_kwh_of_the_settlements_and_of_the_month_within_one_for_each_hour()
    {
        var months = (await town.AskMonthsAsync()).ToDictionary(row => row.Member, row => row.Shared, StringComparer.Ordinal);
        var members = MemberHours.Of(town.Settled.Input, town.Settled.Month);
        Assert.Equal(25, members.Count);
        var all = 0m;
        foreach (var member in members)
        {
            var rows = await town.AskAsAsync(
                member.Member.Id,
                "select ts, shared_kwh from mine.shared_hour where ts >= $1 and ts < $2",
                row => (Hour: HourOf(row), Shared: (decimal)row.GetDouble(1) * Energy.Micro),
                From,
                To);
            var hours = rows.ToDictionary(row => row.Hour, row => row.Shared);
            for (var hour = 0; hour < 745; hour++)
                Assert.InRange(hours.GetValueOrDefault(hour), member.Shared[hour] - 1, member.Shared[hour] + 1);
            Assert.InRange(hours.Values.Sum(), months[member.Member.Id] - 745, months[member.Member.Id] + 745);
            all += hours.Values.Sum();
        }

        // All parts together are all that was shared: what one has less the others have more.
        Assert.Equal((double)town.Settled.Month.Energies.Shared, (double)all, 0.5);
    }

    [Fact]
    public async Task A_member_with_a_roof_sees_what_it_took_gave_and_made_with_its_quality()
    {
        var rows = await town.AskAsAsync(
            "fam-leccio",
            "select ts, withdrawn_kwh, injected_kwh, produced_kwh, self_kwh, quality from mine.energy_hour where ts >= $1 and ts < $2",
            row => (Hour: HourOf(row), Withdrawn: Micro(row, 1), Injected: Micro(row, 2), Produced: Micro(row, 3), Self: Micro(row, 4),
                Quality: row.GetString(5)),
            From,
            To);

        var hours = await town.OctoberAsync();
        Assert.Equal(745, rows.Count);
        Assert.All(rows, row =>
        {
            var own = hours[row.Hour].Where(hour => hour.Pod.Code == "IT999E00000406").ToArray();
            var taken = own.Single(hour => hour.Unit is null).Withdrawn!.Value.MicroKilowattHours;
            var unit = own.Single(hour => hour.Unit is not null);
            var (given, made) = (unit.Injected!.Value.MicroKilowattHours, unit.Produced!.Value.MicroKilowattHours);
            Assert.Equal(
                (taken, given, made, made - given, "measured"),
                (row.Withdrawn, row.Injected, row.Produced, row.Self, row.Quality));
        });
    }

    [Fact]
    public async Task The_average_of_the_others_is_of_households_and_leaves_the_member_out()
    {
        var october = (await town.AskMonthsAsync()).Where(row => row.Member.StartsWith("fam-", StringComparison.Ordinal)).ToArray();
        foreach (var (member, others) in new[]
        {
            ("fam-olivo", october.Where(row => row.Member != "fam-olivo").ToArray()), ("bottega", october),
        })
        {
            var (withdrawn, shared, households) = Assert.Single(await town.AskAsAsync(
                member,
                "select avg_withdrawn_kwh, avg_shared_kwh, households from mine.peer_month where month = $1",
                row => (row.GetDouble(0), row.GetDouble(1), row.GetInt32(2)),
                From));
            Assert.Equal(others.Length, households);
            Assert.Equal(others.Average(row => (double)row.Withdrawn) / 1e6, withdrawn, 9);
            Assert.Equal(others.Average(row => (double)row.Shared) / 1e6, shared, 9);
        }
    }

    [Fact]
    public async Task What_is_due_is_an_estimate_until_the_month_is_closed()
    {
        var rows = await town.AskAsAsync(
            "fam-olivo",
            "select month, amount_eur, status from mine.payout order by month",
            row => (Month: row.GetFieldValue<DateOnly>(0), Eur: row.GetDecimal(1), Status: row.GetString(2)));
        var own = (await town.AskMonthsAsync()).Single(row => row.Member == "fam-olivo");
        Assert.Equal([new DateOnly(2026, 9, 1), new(2026, 10, 1)], rows.Select(row => row.Month));
        Assert.Equal((own.Cents / 100m, "estimate"), (rows[1].Eur, rows[1].Status));
    }

    [Fact]
    public async Task The_hours_of_the_community_and_its_name_are_for_its_members_and_so_are_days_with_gaps()
    {
        var totals = town.Settled.Month.Hours;
        var rows = await town.AskAsAsync(
            "forno",
            "select ts, injected_kwh, withdrawn_kwh, shared_kwh from mine.community_hour where ts >= $1 and ts < $2 order by ts",
            row => (Hour: (int)(row.GetDateTime(0) - From).TotalHours, Told: (Micro(row, 1), Micro(row, 2), Micro(row, 3))),
            From,
            To);
        // October is open: its 53 hours in which a point is missing are told to nobody.
        Assert.Equal(745 - 53, rows.Count);
        Assert.Equal(
            rows.Select(row => (totals.Injected[row.Hour], totals.Withdrawn[row.Hour], totals.Shared[row.Hour])),
            rows.Select(row => row.Told));
        Assert.Equal(
            "Magliano (dimostrazione) 0.2679",
            Assert.Single(await town.AskAsAsync(
                "forno", "select name || ' ' || co2_kg_per_kwh from mine.community", row => row.GetString(0))));
        // Five hours of the baker's were lost on the twentieth.
        Assert.Equal(
            (new DateTime(2026, 10, 19, 22, 0, 0, DateTimeKind.Utc), 20),
            Assert.Single(await town.AskAsAsync(
                "forno",
                "select day, missing_quarters from mine.missing_day where day < $1",
                row => (row.GetDateTime(0), row.GetInt32(1)),
                To)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_the_token_of_a_session_there_are_no_rows(string? token)
    {
        await using var db = NpgsqlDataSource.Create(town.Database.MemberAddress);
        var number = await town.NumberAsync("fam-olivo");
        Assert.Equal(0, Assert.Single(await RepTown.ListAsync(db, token, null, Rows, row => row.GetInt64(0))));
        Assert.Equal(0, Assert.Single(await RepTown.ListAsync(db, token, $"{number}", Rows, row => row.GetInt64(0))));
    }

    [Fact]
    public async Task Asking_for_another_member_finds_nothing_and_of_several_of_ones_own_the_one_that_is_asked_for()
    {
        await using var db = NpgsqlDataSource.Create(town.Database.MemberAddress);
        var (olivo, forno) = (await town.NumberAsync("fam-olivo"), await town.NumberAsync("forno"));
        var one = (await town.TokenAsync("fam-olivo")).Text;
        var both = (await town.TokenAsync("fam-olivo", "forno")).Text;

        Assert.Equal(0, await CountAsync(one, $"{forno}"));
        Assert.Equal(0, await CountAsync(one, "0 or true"));
        Assert.True(await CountAsync(one, null) > 0);
        Assert.Equal(await CountAsync(one, null), await CountAsync(one, $"{olivo}"));
        Assert.Equal(await CountAsync(one, $"{olivo}"), await CountAsync(both, $"{olivo}"));
        Assert.True(await CountAsync(both, $"{forno}") > 0);
        Assert.Equal(0, await CountAsync(both, null));

        async Task<long> CountAsync(string token, string? member) =>
            Assert.Single(await RepTown.ListAsync(db, token, member, Rows, row => row.GetInt64(0)));
    }

    private static int HourOf(NpgsqlDataReader row) => (int)(
        (new DateTimeOffset(row.GetDateTime(0)).ToUnixTimeSeconds() / 3600) - RepTown.October.FirstHour);

    private static long Micro(NpgsqlDataReader row, int column) => (long)Math.Round(row.GetDouble(column) * 1e6);
}
