using System.Globalization;
using Cer.Operations.People;

namespace Cer.Addon.Tests.Ingress;

/// <summary>Who enters from Home Assistant as whom: strangers as nobody, until an administrator of the house links them.</summary>
public sealed class HomeUserTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_told_how_to_be_admitted_and_sees_nothing()
    {
        await using var house = await House.StartAsync();
        var stranger = Guid.NewGuid().ToString("N");
        foreach (var path in new[] { "/api/session", "/api/communities", "/api/people", "/api/home-users" })
        {
            var answer = await SupervisorCall.To(house.Address, stranger, "Nicolò Perùgia").SendAsync("GET", path);
            Assert.Equal((401, "Nicolò Perùgia"), (answer.Status, (string)answer.Json["homeUser"]!));
            Assert.Contains("an administrator of the community links users", (string)answer.Json["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal("Nicolò Perùgia", Assert.Single(await house.HomeUsers.ListAsync(Cancellation)).User.Name);
    }

    [Fact]
    public async Task An_administrator_links_a_user_who_then_enters_with_the_roles_of_the_person_and_parts_them_again()
    {
        await using var house = await House.StartAsync();
        var administrator = await house.LinkedAsync(Role.Administrator);
        var stranger = Guid.NewGuid().ToString("N");
        var (person, login) = await house.PersonAsync(Role.Auditor);
        SupervisorCall As(string user) => SupervisorCall.To(house.Address, user).With("X-Cer-Request: 1");
        Assert.Equal(401, (await As(stranger).SendAsync("GET", "/api/session")).Status);

        var list = (await As(administrator.Id).SendAsync("GET", "/api/home-users")).Json.AsArray();
        Assert.Contains(list, one => (string)one!["id"]! == stranger && one["person"] is null && !(bool)one["you"]!);
        Assert.Contains(list, one => (string)one!["id"]! == administrator.Id && (bool)one["you"]!);

        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"person": {{person}}}""");
        Assert.Equal(204, (await As(administrator.Id).SendAsync("PUT", $"/api/home-users/{stranger}", body)).Status);
        var me = await As(stranger).SendAsync("GET", "/api/session");
        Assert.Equal((200, login, true), (me.Status, (string)me.Json["login"]!, (bool)me.Json["home"]!));
        // An auditor reads and links nobody.
        Assert.Equal(200, (await As(stranger).SendAsync("GET", "/api/communities")).Status);
        Assert.Equal(403, (await As(stranger).SendAsync("PUT", $"/api/home-users/{stranger}", body)).Status);

        Assert.Equal(204, (await As(administrator.Id).SendAsync("PUT", $"/api/home-users/{stranger}", """{"person": null}""")).Status);
        Assert.Equal(401, (await As(stranger).SendAsync("GET", "/api/session")).Status);
        Assert.Equal(404, (await As(administrator.Id).SendAsync("PUT", "/api/home-users/nobody", body)).Status);
        Assert.Equal(404, (await As(administrator.Id).SendAsync("PUT", $"/api/home-users/{stranger}", """{"person": 99999}""")).Status);
    }

    [Fact]
    public async Task A_person_who_was_disabled_does_not_enter_from_Home_Assistant_either()
    {
        await using var house = await House.StartAsync();
        var administrator = await house.LinkedAsync(Role.Administrator);
        var other = await house.LinkedAsync(Role.Operator);
        var person = (await house.HomeUsers.ListAsync(Cancellation)).Single(known => known.User.Id == other.Id).Person;
        var call = SupervisorCall.To(house.Address, administrator.Id).With("X-Cer-Request: 1");
        Assert.Equal(204, (await call.SendAsync("DELETE", string.Create(CultureInfo.InvariantCulture, $"/api/people/{person}"))).Status);
        Assert.Equal(401, (await SupervisorCall.To(house.Address, other.Id).SendAsync("GET", "/api/session")).Status);
    }

    // A page of another site can make a browser call, but not name this header.
    [Fact]
    public async Task A_change_needs_the_header_of_our_pages_from_a_linked_user_too()
    {
        await using var house = await House.StartAsync();
        var administrator = await house.LinkedAsync(Role.Administrator);
        var answer = await SupervisorCall.To(house.Address, administrator.Id)
            .SendAsync("PUT", $"/api/home-users/{administrator.Id}", """{"person": null}""");
        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task Two_users_of_one_browser_do_not_share_a_session_and_its_cookie_stays_below_the_path()
    {
        await using var house = await House.StartAsync();
        var (_, login) = await house.PersonAsync(Role.Operator);
        var (one, other) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        var entered = await SupervisorCall.To(house.Address, one).With("X-Cer-Request: 1")
            .SendAsync("POST", "/api/session", $$"""{"login": "{{login}}", "password": "quattro parole a caso"}""");
        Assert.Equal(200, entered.Status);
        var cookie = entered.Header("Set-Cookie")!;
        Assert.Contains($"path={SupervisorCall.Place};", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        var kept = $"Cookie: {cookie.Split(';')[0]}";
        Assert.Equal(200, (await SupervisorCall.To(house.Address, one).With(kept).SendAsync("GET", "/api/session")).Status);
        Assert.Equal(401, (await SupervisorCall.To(house.Address, other).With(kept).SendAsync("GET", "/api/session")).Status);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task A_user_without_a_proper_number_is_nobody(string id)
    {
        await using var house = await House.StartAsync();
        var answer = await SupervisorCall.To(house.Address, id).SendAsync("GET", "/api/session");
        Assert.Equal(401, answer.Status);
        Assert.Null(answer.Json["homeUser"]);
        Assert.Empty(await house.HomeUsers.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Of_many_strangers_the_last_ones_are_remembered_and_linked_users_always()
    {
        await using var house = await House.StartAsync();
        var linked = await house.LinkedAsync(Role.Operator);
        for (var count = 0; count < 205; count++)
            await house.HomeUsers.FindAsync(new($"{count:D32}", "Ospite"), Cancellation);
        var known = await house.HomeUsers.ListAsync(Cancellation);
        Assert.Equal(201, known.Count);
        Assert.Contains(known, one => one.User.Id == linked.Id);
        Assert.DoesNotContain(known, one => one.User.Id == $"{0:D32}");
    }
}
