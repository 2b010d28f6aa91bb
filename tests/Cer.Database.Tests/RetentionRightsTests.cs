using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Nothing but the one way may remove anything.</summary>
public sealed class RetentionRightsTests : RetentionTown
{
    [Theory]
    [InlineData("drop table core.reading_2019_05")]
    [InlineData("alter table core.reading detach partition core.reading_2019_05")]
    [InlineData("delete from core.reading")]
    [InlineData("truncate core.reading_2019_05")]
    [InlineData("delete from core.retention_act")]
    [InlineData("insert into core.retention_act values ('reading', '2030-01-01', 0, 0, 13, 'x', 'x', now())")]
    [InlineData("update core.retention_term set quarter_months = 13")]
    [InlineData("select core.retention_obstacle('reading', '2019-05-01', '{}', true)")]
    [InlineData("select core.lacking_hours('core.reading_2019_05', '2019-05-01', '2019-06-01')")]
    [InlineData("alter table core.energy_hour_2019_05 disable trigger all")]
    [InlineData("set role cer_owner")]
    public async Task The_program_can_do_nothing_of_it_directly(string sql)
    {
        await OldCommunityAsync("sole");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(Database.App, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("select core.retire_month('reading_default', '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month('member', '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month(null, '2019-05-01', 'x', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-02', 'x', 'x')")]
    [InlineData("select core.retire_month('reading', null, 'x', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-01', '', 'x')")]
    [InlineData("select core.retire_month('reading', '2019-05-01', 'x', null)")]
    public async Task Nothing_but_a_month_of_readings_or_hours_can_be_named(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ActAsync(Database.App, sql));
        Assert.Equal(PostgresErrorCodes.InvalidParameterValue, refusal.SqlState);
    }
}
