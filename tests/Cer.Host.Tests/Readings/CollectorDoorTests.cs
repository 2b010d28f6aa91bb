using Cer.Apps;
using Cer.Domain.Metering;
using Cer.Host.Tests.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Readings;

/// <summary>The door of the collectors for Home Assistant, against the server itself.</summary>
public sealed class CollectorDoorTests(PostgresFixture postgres, PeopleFixture people) : IDisposable
{
    private readonly string _password = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_logs_in_and_what_it_sends_is_stored_and_sent_again_changes_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var door = Door(server);
        EnergyRow[] rows =
        [
            new("IT999E00000002", "UP-B", Quantity.Produced, Seconds("2026-01-14T09:00:00Z"), 2_250_000, false),
            new("IT999E00000002", "UP-B", Quantity.Injected, Seconds("2026-01-14T09:00:00Z"), 1_500_000, true),
            new("IT999E00000001", null, Quantity.Withdrawn, Seconds("2026-01-14T09:15:00Z"), 187_000, false),
        ];
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync(rows, Cancellation));
        Assert.IsType<DoorAnswer.Taken>(await door.SendAsync(rows, Cancellation));

        var stored = await server.StoredAsync();
        Assert.Equal(3, stored.Length);
        Assert.Equal(2.25m, stored.Single(reading => reading.Meter == MeterRole.Production).Produced?.KilowattHours);
        Assert.Equal(3, await server.AskAsync<long>("select count(*) from core.reading where community_id = $1"));
    }

    [Fact]
    public async Task A_row_that_the_server_refuses_is_named_and_the_others_are_not()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var door = Door(server);
        var answer = await door.SendAsync(
            [
                new("IT999E00000001", null, Quantity.Withdrawn, Seconds("2026-01-14T09:00:00Z"), 1, false),
                new("IT999E99999999", null, Quantity.Withdrawn, Seconds("2026-01-14T09:00:00Z"), 1, false),
            ],
            Cancellation);
        Assert.Equal([1], Assert.IsType<DoorAnswer.Refused>(answer).Rows.Keys);
    }

    [Fact]
    public async Task A_quarter_of_the_future_waits_and_is_not_given_up()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var door = Door(server);
        var answer = await door.SendAsync(
            [new("IT999E00000001", null, Quantity.Withdrawn, Seconds("2098-01-14T09:00:00Z"), 1, false)], Cancellation);
        Assert.IsType<DoorAnswer.TooEarly>(answer);
    }

    [Fact]
    public async Task A_wrong_password_is_told()
    {
        await using var server = await TestServer.StartAsync(postgres);
        using var door = Door(server, "another");
        Assert.IsType<DoorAnswer.Unauthorised>(await door.SendAsync(
            [new("IT999E00000001", null, Quantity.Withdrawn, 0, 1, false)], Cancellation));
    }

    [Fact]
    public async Task The_share_of_the_community_is_told_to_who_has_a_token_and_the_app_can_show_it()
    {
        var (services, name) = (people.Server.App.Services, $"c{Guid.NewGuid():N}");
        var stored = await services.GetRequiredService<ICommunityStore>()
            .SaveAsync(name, new(TestServer.Sample(), []), "test", Cancellation);
        var account = new Account
        {
            Username = $"house-{name}",
            Community = stored.Community,
            Password = PasswordHash.Of(TestServer.Password),
        };
        await services.GetRequiredService<IAccountStore>().SaveAsync(account, Cancellation);
        using var door = Door(people.Server.Address, account);
        var share = await door.ReadAsync("api/readings/share", Cancellation);
        Assert.NotNull(CommunityMessages.State(share!.Value));
        using var nobody = Door(people.Server.Address, account, "another");
        Assert.Null(await nobody.ReadAsync("api/readings/share", Cancellation));
    }

    public void Dispose() => File.Delete(_password);

    private static long Seconds(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();

    private PlatformDoor Door(TestServer server, string password = TestServer.Password) =>
        Door(server.Client.BaseAddress!, server.Account, password);

    private PlatformDoor Door(Uri address, Account account, string password = TestServer.Password)
    {
        File.WriteAllText(_password, password + "\n");
        return new(new()
        {
            Url = address.ToString(),
            Username = account.Username,
            PasswordFile = _password,
        });
    }
}
