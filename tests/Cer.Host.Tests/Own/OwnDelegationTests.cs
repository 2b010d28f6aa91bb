using System.Net;
using Cer.Database.Tests;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Wall;
using Cer.Operations.People;
using Npgsql;

namespace Cer.Host.Tests.Own;

/// <summary>A member sees who acts for it, ends that at once, and is written to whenever it changes.</summary>
public sealed class OwnDelegationTests : IAsyncLifetime
{
    private const string Letters = "select coalesce(array_agg(subject order by id), '{}') from core.letter where recipient = $1";

    private TestDatabase? _database;
    private PeopleServer? _server;
    private Village? _village;

    private PeopleServer Server => _server!;

    private Village Village => _village!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _server = await PeopleServer.StartAsync(_database, settings => settings with { PublicUrl = "https://cer.comune.example" });
        _village = await Village.FoundAsync(Server);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_member_ends_a_delegation_and_the_next_call_of_the_delegate_is_refused()
    {
        var (person, mandate) = await GivenAsync();
        using var delia = await Server.SignedInAsync(person);
        using var bruno = await BrunoAsync();
        var own = (await bruno.GetAsync("/api/mine/delegations")).Json.AsArray().Single()!;
        Assert.Equal(
            ("Delegata inventata", "runs", true, null),
            ((string)own["delegate"]!, (string)own["state"]!, (bool)own["opensPage"]!, (string?)own["endedAt"]));
        // Whoever acts for the member reads it, as all else, and ends nothing.
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync($"/api/mine/delegations?acting={mandate}")).Status);
        var refused = await delia.PostAsync($"/api/mine/delegations/{own["id"]}/end?acting={mandate}");
        Assert.Equal((HttpStatusCode.Forbidden, "not_by_delegate"), (refused.Status, (string)refused.Json["code"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await delia.PostAsync($"/api/mine/delegations/{own["id"]}/end")).Status);
        // Another member's, and what there is not.
        using var anna = await Server.SignedInAsync(Village.AnnaOnly);
        Assert.Empty((await anna.GetAsync("/api/mine/delegations")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync($"/api/mine/delegations/{own["id"]}/end")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bruno.PostAsync("/api/mine/delegations/77/end")).Status);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync($"/api/mine?acting={mandate}")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await bruno.PostAsync($"/api/mine/delegations/{own["id"]}/end")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await delia.GetAsync($"/api/mine?acting={mandate}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await bruno.PostAsync($"/api/mine/delegations/{own["id"]}/end")).Status);
        Assert.Equal("ended", (string)(await bruno.GetAsync("/api/mine/delegations")).Json[0]!["state"]!);
        Assert.Equal(1, await Server.AskAsync<long>(
            "select count(*) from core.delegation_end as gone join core.person on gone.author = 'person:' || person.id "
            + "where person.email = 'bruno@esempio.example'"));
    }

    [Fact]
    public async Task An_end_that_the_desk_told_for_a_later_day_keeps_nobody_from_ending_it_now_and_both_stay_in_the_history()
    {
        var (person, mandate) = await GivenAsync();
        await Mandates.EndAsync(Server, mandate, lastDay: 5);
        using var delia = await Server.SignedInAsync(person);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync($"/api/mine?acting={mandate}")).Status);
        using var bruno = await BrunoAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await bruno.PostAsync("/api/mine/delegations/1/end")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await delia.GetAsync($"/api/mine?acting={mandate}")).Status);
        Assert.Equal(2, await Server.AskAsync<long>("select count(*) from core.delegation_end"));
        Assert.Single((await bruno.GetAsync("/api/mine/delegations")).Json.AsArray());
    }

    /// <summary>A term that is over, and one that has not begun, which the member may end before it does.</summary>
    [Theory]
    [InlineData(-20, -1, HttpStatusCode.Conflict)]
    [InlineData(5, 20, HttpStatusCode.NoContent)]
    public async Task What_is_over_cannot_be_ended_and_what_is_to_come_can(int from, int to, HttpStatusCode expected)
    {
        await GivenAsync(from, to);
        using var bruno = await BrunoAsync();
        Assert.Equal(expected, (await bruno.PostAsync("/api/mine/delegations/1/end")).Status);
    }

    [Fact]
    public async Task The_database_itself_ends_nothing_for_a_delegate_nor_without_a_session()
    {
        var (person, mandate) = await GivenAsync();
        using var delia = await Server.SignedInAsync(person);
        using var bruno = await BrunoAsync();
        foreach (var (token, acting) in new[] { (delia.Token!, $"{mandate}"), (delia.Token!, ""), (SecretToken.New().Text, ""), ("", "") })
            Assert.Equal("no_delegation", await EndAsync(token, acting));
        // For oneself, whomever one acts for besides.
        Assert.Equal("ended", await EndAsync(bruno.Token!, "12"));
        await using var member = NpgsqlDataSource.Create(_database!.MemberAddress);
        await using var command = member.CreateCommand("select mine.end_delegation(1, 1, 1)");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task The_end_and_its_letter_are_there_together_or_neither_is()
    {
        var (person, mandate) = await GivenAsync();
        using var delia = await Server.SignedInAsync(person);
        using var bruno = await BrunoAsync();
        await Server.RunAsync("revoke insert on core.letter_queue from cer_app");
        Assert.True((int)(await bruno.PostAsync("/api/mine/delegations/1/end")).Status >= 500);
        Assert.Equal(HttpStatusCode.OK, (await delia.GetAsync($"/api/mine?acting={mandate}")).Status);
        await Server.RunAsync("grant insert on core.letter_queue to cer_app");
        Assert.Equal(HttpStatusCode.NoContent, (await bruno.PostAsync("/api/mine/delegations/1/end")).Status);
        Assert.Equal(["Hai revocato una delega"], await Server.AskAsync<string[]>(Letters, "bruno@esempio.example"));
    }

    [Fact]
    public async Task Every_account_of_the_member_is_written_to_when_the_desk_gives_changes_or_ends_one()
    {
        using var bruno = await BrunoAsync();
        var english = (await Server.PersonAsync(Village.BrunoOnly)).Id;
        await Server.RunAsync(
            "update core.person set email = 'second@esempio.example', language = 'en' where id = $1", english);
        // Without an address, closed, or of another member: nothing goes there.
        await Server.PersonAsync(Village.BrunoOnly);
        foreach (var (role, enabled) in new[] { (Village.BrunoOnly, false), (Village.AnnaOnly, true) })
        {
            await Server.RunAsync(
                "update core.person set email = 'altri@esempio.example', enabled = $2 where id = $1",
                (await Server.PersonAsync(role)).Id,
                enabled);
        }

        using var staff = await Server.SignedInAsync(new PersonRole(Role.Operator, Village.Id, Village.Code, null));
        var desk = $"/api/communities/{Village.Code}/desk/delegations";
        Assert.Equal(HttpStatusCode.Created, (await staff.PostAsync(desk, Form("", "2026-01-01"))).Status);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await staff.PostAsync($"{desk}/1/access", new { email = "delia@esempio.example" })).Status);
        Assert.Equal(
            HttpStatusCode.NoContent, (await staff.PostAsync($"{desk}/1/end", new { lastDay = Later(30), reason = "prova" })).Status);
        Assert.Equal(
            HttpStatusCode.Created, (await staff.PostAsync(desk, Form("delia@esempio.example", "2026-02-01"))).Status);
        Assert.Equal(
            HttpStatusCode.NoContent, (await staff.PostAsync($"{desk}/2/end", new { lastDay = "2026-03-01", reason = "prova" })).Status);
        // What is refused is told to nobody.
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync(desk, Form("senza chiocciola", "2026-02-01"))).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await staff.PostAsync($"{desk}/2/end", new { lastDay = "2026-03-01", reason = "prova" })).Status);
        Assert.Equal(
            [
                "È stata registrata una tua delega", "Una tua delega apre ora la tua pagina", "Una tua delega finisce prima",
                "È stata registrata una tua delega", "Una tua delega è finita",
            ],
            await Server.AskAsync<string[]>(Letters, "bruno@esempio.example"));
        Assert.Equal(
            [
                "A delegation of yours was recorded", "A delegation of yours opens your page now",
                "A delegation of yours ends earlier", "A delegation of yours was recorded", "A delegation of yours is over",
            ],
            await Server.AskAsync<string[]>(Letters, "second@esempio.example"));
        Assert.Empty(await Server.AskAsync<string[]>(Letters, "altri@esempio.example"));
        var told = await Server.AskAsync<string>(
            "select string_agg(concat_ws(' ', subject, html, plain), ' ') from core.letter where recipient like any ($1)",
            (object)new[] { "bruno@%", "second@%" });
        Assert.All(
            (string[])["Delegata", "delia@", "IT999E", "Famiglia Bruno", "armadio", "http", "/invito/"],
            word => Assert.DoesNotContain(word, told, StringComparison.Ordinal));
        Assert.Contains("Vale sulla carta, e non apre la tua pagina a nessuno.", told, StringComparison.Ordinal);
        Assert.Contains($"il {Later(30)[8..]}/{Later(30)[5..7]}/{Later(30)[..4]} è l’ultimo giorno", told, StringComparison.Ordinal);
        // They are the person's own, and go into its export.
        Assert.Equal(0, await Server.AskAsync<long>(
            "select count(*) from core.letter where recipient = 'bruno@esempio.example' and person_id is null"));
    }

    [Fact]
    public async Task What_cannot_be_told_to_the_member_is_not_recorded_either()
    {
        using var bruno = await BrunoAsync();
        using var staff = await Server.SignedInAsync(new PersonRole(Role.Operator, Village.Id, Village.Code, null));
        await Server.RunAsync("revoke insert on core.letter_queue from cer_app");
        var desk = $"/api/communities/{Village.Code}/desk/delegations";
        Assert.True((int)(await staff.PostAsync(desk, Form("", "2026-01-01"))).Status >= 500);
        Assert.Equal(0, await Server.AskAsync<long>("select count(*) from core.delegation"));
        await Server.RunAsync("grant insert on core.letter_queue to cer_app");
        Assert.Equal(HttpStatusCode.Created, (await staff.PostAsync(desk, Form("", "2026-01-01"))).Status);
        await Server.RunAsync("revoke insert on core.letter_queue from cer_app");
        Assert.True((int)(await staff.PostAsync($"{desk}/1/end", new { lastDay = "2026-03-01", reason = "prova" })).Status >= 500);
        Assert.Equal(0, await Server.AskAsync<long>("select count(*) from core.delegation_end"));
    }

    /// <summary>A day of Rome, told from today on.</summary>
    private string Later(int days) => NodaTime.Text.LocalDatePattern.Iso.Format(NodaTime.Instant.FromDateTimeOffset(
        Server.Clock.GetUtcNow()).InZone(Cer.Domain.MarketHour.Rome).Date.PlusDays(days));

    private object Form(string email, string from) => new
    {
        member = Village.Bruno,
        name = "Delegata inventata",
        email,
        from,
        to = Later(300),
        evidence = new { kind = "power_of_attorney", dated = "2026-01-01", keptAt = "armadio 2" },
    };

    private async Task<(int Person, long Mandate)> GivenAsync(int from = -10, int to = 10)
    {
        var person = await Mandates.DelegateAsync(Server, Village.Id, Village.Code);
        return (person, await Mandates.GiveAsync(Server, Village.Id, Village.Bruno, person, from, to));
    }

    private async Task<PageClient> BrunoAsync()
    {
        var (id, _) = await Server.PersonAsync(Village.BrunoOnly);
        await Server.RunAsync("update core.person set email = 'bruno@esempio.example' where id = $1", id);
        return await Server.SignedInAsync(id);
    }

    private async Task<string> EndAsync(string token, string acting)
    {
        await using var app = NpgsqlDataSource.Create(_database!.AppAddress);
        await using var connection = await app.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var set = new NpgsqlCommand(
            "select set_config('cer.session', $1, true), set_config('cer.acting', $2, true)", connection)
        { Parameters = { new() { Value = token }, new() { Value = acting } } }) await set.ExecuteNonQueryAsync(Cancellation);
        await using var end = new NpgsqlCommand("select mine.end_delegation($1, $2, 1)", connection)
        { Parameters = { new() { Value = Village.Id.Value }, new() { Value = Village.Bruno } } };
        var told = (string)(await end.ExecuteScalarAsync(Cancellation))!;
        await transaction.CommitAsync(Cancellation);
        return told;
    }
}
