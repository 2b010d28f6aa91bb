using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>The page behind the link of an optional letter, and the same choice in the own pages.</summary>
public sealed class UnsubscribeTests(PeopleFixture fixture)
{
    private static int _addresses;

    private readonly string _here = $"198.51.107.{Interlocked.Increment(ref _addresses)}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task Looking_changes_nothing_and_one_click_without_a_session_ends_it_once()
    {
        var (person, link, village) = await MemberAsync();
        using var scanner = Server.Browser(_here);
        var page = await scanner.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<html lang=\"it\">", page.Text, StringComparison.Ordinal);
        Assert.Contains("<h1>Non ricevere più queste e-mail?</h1>", page.Text, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\">", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", page.Text, StringComparison.Ordinal);
        Assert.False(page.Headers.ContainsKey("Set-Cookie"));
        Assert.Equal(("no-store", "noindex"), (page.Headers["Cache-Control"], page.Headers["X-Robots-Tag"]));
        Assert.Contains("form-action 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", (await scanner.GetAsync($"{link}?lang=en")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await SaidAsync(person));

        var said = await ClickAsync(link, "List-Unsubscribe=One-Click");
        Assert.Equal(HttpStatusCode.OK, said.Status);
        Assert.Contains("Fatto", said.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ClickAsync(link, "List-Unsubscribe=One-Click&from=page")).Status);
        Assert.Equal(1, await SaidAsync(person));
        Assert.Equal("one_click", await Server.AskAsync<string>("select how from core.letter_choice where person_id = $1", person));

        // The staff sees it, and the person has it otherwise in the own pages.
        using var clerk = await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        var held = (await clerk.GetAsync($"/api/communities/{village.Code}/mail/held-back")).Json["unsubscribed"]!.AsArray().Single()!;
        Assert.Equal((person, "statement", "one_click"), ((int)held["person"]!, (string)held["kind"]!, (string)held["how"]!));
        using var own = await Server.SignedInAsync(person);
        var choice = (await own.GetAsync("/api/letters")).Json.AsArray().Single()!;
        Assert.Equal(("statement", village.Code, false), ((string)choice["kind"]!, (string)choice["community"]!, (bool)choice["wants"]!));
        var back = await own.SendAsync("PUT", "/api/letters", new { community = village.Code, kind = "statement", wants = true });
        Assert.Equal(HttpStatusCode.NoContent, back.Status);
        Assert.True((bool)(await own.GetAsync("/api/letters")).Json.AsArray().Single()!["wants"]!);
        Assert.Equal(2, await SaidAsync(person));
    }

    [Fact]
    public async Task A_mail_program_may_send_the_click_as_a_multipart_form()
    {
        var (person, link, _) = await MemberAsync();
        using var client = new HttpClient { BaseAddress = Server.Address };
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        using var answer = await client.PostAsync(link, form, Cancellation);
        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, await SaidAsync(person)));
    }

    [Theory]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=No", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=One-Click&List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")]
    [InlineData("{\"List-Unsubscribe\": \"One-Click\"}", "application/json")]
    [InlineData("List-Unsubscribe=One-Click", "text/plain")]
    [InlineData("--x\r\nbroken", "multipart/form-data; boundary=x")]
    [InlineData("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData(
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n"
            + "One-Click\r\n--x--\r\n",
        "multipart/form-data; boundary=x")]
    public async Task A_body_that_does_not_say_it_does_nothing(string body, string type)
    {
        var (person, link, _) = await MemberAsync();
        var answer = await ClickAsync(link, body, type);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("La richiesta non è completa", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await ClickAsync(link, new string('a', 10_000))).Status);
        Assert.Equal(0, await SaidAsync(person));
    }

    [Fact]
    public async Task Whatever_was_not_sealed_here_is_answered_alike_and_slowed_down()
    {
        var (person, link, _) = await MemberAsync();
        var broken = link[..^1] + (link[^1] == 'A' ? 'B' : 'A');
        var elsewhere = "/disiscrizione/" + new UnsubscribeLink(new(1), 1, LetterKind.Statement)
            .Seal(new SecretBox(new byte[SecretBox.KeyBytes]));
        using var browser = Server.Browser(_here);
        HashSet<string> told = [];
        foreach (var path in (string[])[broken, elsewhere, "/disiscrizione/a", "/disiscrizione/" + new string('A', 3000)])
        {
            var asked = await browser.GetAsync(path);
            var posted = await ClickAsync(path, "List-Unsubscribe=One-Click");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (asked.Status, posted.Status));
            told.UnionWith([asked.Text, posted.Text]);
        }

        Assert.Single(told);
        var answers = new List<PageClient.Answer>();
        for (var tries = 0; tries < 25; tries++) answers.Add(await browser.GetAsync(broken));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
        Assert.True(answers[^1].Headers.ContainsKey("Retry-After"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ClickAsync(broken, "List-Unsubscribe=One-Click")).Status);
        // A good link is not of that flood.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).Status);
        Assert.Equal(0, await SaidAsync(person));
    }

    [Fact]
    public async Task Scanners_that_look_often_do_not_use_up_the_one_click()
    {
        var (person, link, _) = await MemberAsync();
        using var scanner = Server.Browser(_here);
        var looked = await scanner.GetAsync(link);
        for (var tries = 0; tries < 40 && looked.Status == HttpStatusCode.OK; tries++) looked = await scanner.GetAsync(link);
        Assert.Equal(HttpStatusCode.TooManyRequests, looked.Status);
        Assert.Equal(HttpStatusCode.OK, (await ClickAsync(link, "List-Unsubscribe=One-Click")).Status);
        Assert.Equal(1, await SaidAsync(person));
    }

    [Fact]
    public async Task A_member_changes_the_own_letters_and_nobody_elses()
    {
        var (_, _, own) = await MemberAsync();
        var other = await Village.FoundAsync(Server);
        using var browser = await Server.SignedInAsync(own.AnnaOnly);
        object[] asked =
        [
            new { community = other.Code, kind = "statement", wants = false },
            new { community = own.Code, kind = "alarms", wants = true },
            new { community = own.Code, kind = "account_news", wants = false },
            new { community = "nessuna", kind = "statement", wants = false },
        ];
        foreach (var one in asked)
            Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync("PUT", "/api/letters", one)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync("PUT", "/api/letters", "{}")).Status);
        var without = await browser.SendAsync("PUT", "/api/letters", new { community = own.Code, kind = "statement" });
        Assert.Equal(HttpStatusCode.BadRequest, without.Status);
    }

    [Fact]
    public async Task Alarms_are_stopped_by_a_link_and_asked_for_again_on_their_page()
    {
        var village = await Village.FoundAsync(Server);
        var (person, _) = await Server.PersonAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var clerk = await Server.SignedInAsync(person);
        var place = $"/api/communities/{village.Code}/alarms";
        await clerk.PostAsync($"{place}/letters", new { wants = true });
        Assert.True((bool)(await clerk.GetAsync(place)).Json["letters"]!);
        await ClickAsync(LinkOf(village, person, LetterKind.Alarms), "List-Unsubscribe=One-Click");
        Assert.False((bool)(await clerk.GetAsync(place)).Json["letters"]!);
        Assert.False((bool)(await clerk.GetAsync("/api/letters")).Json.AsArray().Single()!["wants"]!);
        await clerk.PostAsync($"{place}/letters", new { wants = true });
        Assert.True((bool)(await clerk.GetAsync("/api/letters")).Json.AsArray().Single()!["wants"]!);
    }

    [Fact]
    public async Task Who_runs_one_community_is_not_told_what_a_person_wants_of_another()
    {
        var (here, there) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        var (person, _) = await Server.PersonAsync(
            new PersonRole(Role.Operator, here.Id, here.Code, null), new PersonRole(Role.Operator, there.Id, there.Code, null));
        var (boss, _) = await Server.PersonAsync(new PersonRole(Role.Administrator, here.Id, here.Code, null));
        using var desk = await Server.SignedInAsync(boss);
        await ClickAsync(LinkOf(there, person, LetterKind.Alarms), "List-Unsubscribe=One-Click");
        Assert.Empty(await StoppedAsync());
        await ClickAsync(LinkOf(here, person, LetterKind.Alarms), "List-Unsubscribe=One-Click");
        Assert.Equal(["alarms"], await StoppedAsync());

        async Task<string[]> StoppedAsync() =>
            [.. (await desk.GetAsync("/api/people")).Json.AsArray().Single(one => (int)one!["id"]! == person)!["stopped"]!.AsArray()
                .Select(kind => (string)kind!)];
    }

    private async Task<(int Person, string Link, Village Village)> MemberAsync()
    {
        var village = await Village.FoundAsync(Server);
        var (person, _) = await Server.PersonAsync(village.AnnaOnly);
        return (person, LinkOf(village, person, LetterKind.Statement), village);
    }

    private string LinkOf(Village village, int person, LetterKind kind) =>
        "/disiscrizione/" + new UnsubscribeLink(village.Id, person, kind).Seal(Server.App.Services.GetRequiredService<SecretBox>());

    private Task<int> SaidAsync(int person) =>
        Server.AskAsync<int>("select count(*)::int from core.letter_choice where person_id = $1", person);

    /// <summary>As a mail program does: without a cookie and without the header of our pages.</summary>
    private async Task<PageClient.Answer> ClickAsync(
        string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var client = new HttpClient { BaseAddress = Server.Address };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("X-Forwarded-For", _here);
        using var answer = await client.SendAsync(request, Cancellation);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation), new Dictionary<string, string>());
    }
}
