using System.Net;

namespace Cer.Host.Tests.Hostile;

/// <summary>A token that was stolen ends when its owner wants it to.</summary>
public class TokenTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_was_logged_out_is_no_good_on_any_road()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("logout", [])).Status);
        await OutAsync(server);
    }

    [Fact]
    public async Task Tokens_taken_back_are_no_good_and_the_password_is_and_other_accounts_keep_theirs()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        using var other = await server.AnotherAccountAsync("other");
        Assert.True(await server.Accounts.RevokeAsync(server.Community, server.Account.Username, Cancellation));
        await OutAsync(server);
        using var kept = await other.PostAsync($"{TestServer.Gateway}/isAlive", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        await server.LogInAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("isAlive", [])).Status);
    }

    [Fact]
    public async Task Nobody_takes_back_the_tokens_of_another_community()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        Assert.False(await server.Accounts.RevokeAsync(new(server.Community.Value + 1_000_000), server.Account.Username, Cancellation));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("isAlive", [])).Status);
    }

    [Fact]
    public async Task Giving_an_account_another_password_does_not_bring_old_tokens_back()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await server.Accounts.RevokeAsync(server.Community, server.Account.Username, Cancellation);
        await server.Accounts.SaveAsync(server.Account, Cancellation);
        await OutAsync(server);
    }

    private static async Task OutAsync(TestServer server)
    {
        foreach (var call in new[] { "isAlive", "push", "lastRequest", "delete", "logout" })
        {
            var (status, answer) = await server.CallAsync(call, "{}"u8.ToArray());
            Assert.Equal((HttpStatusCode.Unauthorized, "52"), (status, (string?)answer["code"]));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("/api/readings", "[]"u8.ToArray(), "application/json")).Status);
    }
}
