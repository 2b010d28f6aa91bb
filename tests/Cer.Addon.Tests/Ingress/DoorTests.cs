using Cer.Operations.People;

namespace Cer.Addon.Tests.Ingress;

/// <summary>The door of the add-on: what the Supervisor says is believed, and nobody else says anything.</summary>
public sealed class DoorTests
{
    private const string User = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    [Fact]
    public async Task A_page_lives_below_the_path_that_the_Supervisor_tells()
    {
        await using var house = await House.StartAsync();
        var page = await SupervisorCall.To(house.Address, User).SendAsync("GET", "/mesi/2026-10");
        Assert.Equal(200, page.Status);
        Assert.Contains($"<base href=\"{SupervisorCall.Place}/\">", page.Body, StringComparison.Ordinal);
        var plain = await SupervisorCall.To(house.Address).Without("X-Ingress-Path").SendAsync("GET", "/");
        Assert.Contains("<base href=\"/\">", plain.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("//other.example")]
    [InlineData("/api/../..//x")]
    [InlineData("javascript:alert(1)")]
    public async Task A_path_of_another_form_is_none(string place)
    {
        await using var house = await House.StartAsync();
        var page = await SupervisorCall.To(house.Address).Without("X-Ingress-Path").With($"X-Ingress-Path: {place}").SendAsync("GET", "/");
        Assert.Contains("<base href=\"/\">", page.Body, StringComparison.Ordinal);
    }

    // With all the headers that make a Supervisor, from an address that is not his.
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/session")]
    [InlineData("POST", "/api/session")]
    [InlineData("POST", "/api/readings")]
    [InlineData("POST", "/api/health")]
    [InlineData("GET", "/api/health/")]
    [InlineData("GET", "/assets/x.js")]
    public async Task Another_peer_gets_nothing_but_health(string method, string path)
    {
        await using var house = await House.StartAsync("172.30.32.2");
        var refused = await SupervisorCall.To(house.Address, User).SendAsync(method, path, method == "POST" ? "{}" : null);
        Assert.Equal(403, refused.Status);
        Assert.StartsWith("Found a peer that is not Home Assistant", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        var health = await SupervisorCall.To(house.Address).Without("X-Ingress-Path").SendAsync("GET", "/api/health");
        Assert.Equal((200, "ok"), (health.Status, (string)health.Json["status"]!));
    }

    [Fact]
    public async Task A_server_that_is_no_add_on_believes_none_of_these_headers()
    {
        await using var house = await House.StartAsync(supervisor: null);
        var page = await SupervisorCall.To(house.Address, User).SendAsync("GET", "/");
        Assert.Contains("<base href=\"/\">", page.Body, StringComparison.Ordinal);
        var session = await SupervisorCall.To(house.Address, User).SendAsync("GET", "/api/session");
        Assert.Equal(401, session.Status);
        Assert.Null(session.Json["homeUser"]);
        Assert.Empty(await house.HomeUsers.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Attempts_to_sign_in_are_counted_for_the_browser_and_not_for_the_Supervisor()
    {
        await using var house = await House.StartAsync();
        var (_, login) = await house.PersonAsync(Role.Operator);
        Task<SupervisorCall.Answer> TryFrom(string address) => SupervisorCall.To(house.Address).Without("X-Forwarded-For")
            .With($"X-Forwarded-For: {address}", "X-Cer-Request: 1")
            .SendAsync("POST", "/api/session", $$"""{"login": "{{login}}", "password": "di un altro"}""");
        // A machine that is slow gives a turn back meanwhile.
        async Task<int> RefusedAsync(string address, int most)
        {
            var status = 401;
            for (var tries = 0; tries < most && status == 401; tries++) status = (await TryFrom(address)).Status;
            return status;
        }

        Assert.Equal(429, await RefusedAsync("None, 192.168.1.20, 172.30.32.1", 40));
        // Another browser of the same house; and what a browser says of itself stands before what core adds.
        Assert.Equal(401, (await TryFrom("None, 192.168.1.21, 172.30.32.1")).Status);
        Assert.Equal(401, (await TryFrom("192.168.1.20, 192.168.1.22, 172.30.32.1")).Status);
        Assert.Equal(429, await RefusedAsync("192.168.1.99, 192.168.1.20, 172.30.32.1", 3));
    }

    [Fact]
    public async Task A_short_answer_tells_its_length()
    {
        await using var house = await House.StartAsync();
        foreach (var path in new[] { "/api/health", "/api/session", "/" })
        {
            var answer = await SupervisorCall.To(house.Address, User).SendAsync("GET", path);
            Assert.Equal($"{System.Text.Encoding.UTF8.GetByteCount(answer.Body)}", answer.Header("Content-Length"));
            Assert.Null(answer.Header("Transfer-Encoding"));
        }
    }

    [Fact]
    public async Task No_address_answers_with_a_redirect()
    {
        await using var house = await House.StartAsync();
        var user = await house.LinkedAsync(Role.Administrator);
        string[] paths = ["", "/", "/mesi", "/mesi/", "/api", "/api/", "/api/people/", "/entra", "/invito/x", "/openapi", "/workflows"];
        foreach (var path in paths)
        {
            var answer = await SupervisorCall.To(house.Address, user.Id).SendAsync("GET", path.Length == 0 ? "/?" : path);
            Assert.True(answer.Status is < 300 or >= 400 && answer.Header("Location") is null, $"{path}: {answer.Status}");
        }
    }
}
