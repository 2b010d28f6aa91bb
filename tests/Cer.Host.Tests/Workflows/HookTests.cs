using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Host.Workflows.Hooks;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>A workflow is reached over HTTP by those it is open to, and by nobody else; what it answers comes back.</summary>
public class HookTests(FlowFixture fixture)
{
    private const string Password = "una parola lunga";
    private const string Timeout = "requestTimeout";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("orders/{id}", "orders/7", "id=7")]
    [InlineData("/Orders/{id:int}/", "orders/7", "id=7")]
    [InlineData("orders/{id?}", "orders", "")]
    [InlineData("files/{*rest}", "files/a/b", "rest=a/b")]
    [InlineData("files/{*rest}", "files", "rest=")]
    [InlineData("orders/{id}", "orders/7/8", null)]
    [InlineData("orders/{id}", "orders", null)]
    [InlineData("orders", "order", null)]
    [InlineData("", "", "")]
    public void A_path_with_open_parts_says_what_they_stand_for(string template, string path, string? found) => Assert.Equal(
        found,
        new HookTemplate(template).Match(path) is { } parts ? string.Join(',', parts.Select(one => $"{one.Key}={one.Value}")) : null);

    [Theory]
    [InlineData(null, null)]
    [InlineData("operator, approver", null)]
    [InlineData("staff,accounts,account:meteo", null)]
    [InlineData("everybody", "Found 'everybody' in the policy, expected roles")]
    [InlineData("account:", "Found 'account:' in the policy")]
    public void A_policy_with_a_word_that_is_not_known_is_told(string? policy, string? found)
    {
        var problem = HookPolicy.Problem(policy);
        if (found is null) Assert.Null(problem);
        else Assert.StartsWith(found, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_begins_a_workflow_with_all_it_brought_and_the_answer_comes_back()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("ordini/{numero}", ["POST"]),
            Activity(
                "out",
                "WriteHttpResponse",
                ("statusCode", Literal("Created")),
                ("contentType", Literal("application/json")),
                ("responseHeaders", Input("Object", """{"Location": "/ordini/7", "Set-Cookie": "cer_session=x", "X-Prova": "sì"}""")),
                ("content", Input("JavaScript", """
                    ({ numero: getOutputFrom('in', 'routeData').numero, chi: getOutputFrom('in', 'parsedContent').chi,
                       q: getOutputFrom('in', 'queryStringData').q, cookie: getOutputFrom('in', 'headers')['Cookie'] ?? 'nessuno' })
                    """))))));
        var answer = await anna.PostAsync("http/ordini/7?q=1", """{"chi": "Anna"}""");
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(("7", "Anna", "1", "nessuno"), (
            (string)answer.Json["numero"]!, (string)answer.Json["chi"]!, (string)answer.Json["q"]!, (string)answer.Json["cookie"]!));
        Assert.Equal("/ordini/7", answer.Headers["Location"]);
        Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
        Assert.StartsWith("sandbox;", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("http/altro")).Status);
        var other = await anna.GetAsync("http/ordini/7");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, other.Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("http/ordini/7", "{")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await anna.Browser.SendAsync("POST", anna.At("http/ordini/7"), "{}", ours: false)).Status);
    }

    [Fact]
    public async Task Nobody_reaches_a_workflow_who_is_not_known_or_not_named_by_it()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence("all", Endpoint("solo/approvatori", ["GET"], "approver"), Answer("ok")), id: "uno"));
        await anna.PublishAsync(Definition(Sequence("all", Endpoint("casa", ["GET"]), Answer("ok")), id: "due"));
        await anna.PublishAsync(Definition(Sequence("all", Endpoint("conti", ["GET"], "account:altro"), Answer("ok")), id: "tre"));
        using var nobody = anna.Server.Browser();
        foreach (var path in new[] { "http/solo/approvatori", "http/casa", "http/niente" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(anna.At(path))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync("http/solo/approvatori")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("http/casa")).Status);
        using var carla = await Designer.EnterAsync(anna.Server, anna.Village, Role.Approver);
        Assert.Equal((HttpStatusCode.OK, "ok"), await TextAsync(carla, "http/solo/approvatori"));
        Assert.Equal(HttpStatusCode.Forbidden, (await carla.GetAsync("http/casa")).Status);
        using var stranger = await fixture.EnterAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Browser.GetAsync(anna.At("http/casa"))).Status);

        using var meter = await AccountAsync(anna, anna.Village);
        Assert.Equal(HttpStatusCode.OK, (await meter.GetAsync(anna.At("http/casa"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await meter.GetAsync(anna.At("http/conti"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await meter.GetAsync(anna.At("http/solo/approvatori"), Cancellation)).StatusCode);
        using var strange = await AccountAsync(anna, stranger.Village);
        Assert.Equal(HttpStatusCode.Unauthorized, (await strange.GetAsync(anna.At("http/casa"), Cancellation)).StatusCode);

        await anna.MakeAsync(Definition(Sequence("all", Endpoint("aperto", ["GET"], "everybody"), Answer("ok")), id: "quattro"));
        var refused = await anna.PostAsync("definitions/quattro/publish");
        Assert.Equal((HttpStatusCode.BadRequest, "policy"), (refused.Status, (string)refused.Json["problems"]![0]!["field"]!));
    }

    [Fact]
    public async Task A_workflow_that_waits_for_a_request_goes_on_with_it_and_answers_that_one()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("inizio", ["POST"]),
            Answer("primo"),
            Activity("poi", "HttpEndpoint", ("path", Literal("seguito")), ("supportedMethods", Input("Object", """["POST"]""")),
                (Timeout, Literal("00:01:00", "TimeSpan"))),
            Answer("secondo", "out2"))));
        var text = await TextAsync(anna, "http/inizio", "POST");
        Assert.Equal((HttpStatusCode.OK, "primo"), text);
        var run = (string)(await anna.GetAsync("instances")).Json[0]!["instanceId"]!;
        await anna.UntilAsync(run, "Suspended");
        await TextAsync(anna, "http/inizio", "POST");
        var second = (await anna.GetAsync("instances")).Json.AsArray().Select(one => (string)one!["instanceId"]!).Single(id => id != run);
        await anna.UntilAsync(second, "Suspended");
        Assert.Equal(HttpStatusCode.Conflict, (await anna.PostAsync("http/seguito")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("http/seguito?instance=altra")).Status);
        Assert.Equal((HttpStatusCode.OK, "secondo"), await TextAsync(anna, $"http/seguito?instance={run}", "POST"));
        await anna.UntilAsync(run, "Finished");
        Assert.Equal((HttpStatusCode.OK, "secondo"), await TextAsync(anna, "http/seguito", "POST"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("http/seguito")).Status);
    }

    [Fact]
    public async Task What_is_not_answered_in_time_or_fails_is_told_so_and_what_is_too_large_is_refused()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("lento", ["GET"], null, (Timeout, Literal("00:00:00.300", "TimeSpan"))),
            Activity("ask", "RunTask", ("taskName", Literal("x")))), id: "uno"));
        var late = await anna.GetAsync("http/lento");
        Assert.Equal(HttpStatusCode.Accepted, late.Status);
        await anna.UntilAsync((string)late.Json["instanceId"]!, "Suspended");
        await anna.PublishAsync(Definition(Sequence(
            "all", Endpoint("rotto", ["GET"]), Activity("f", "Fault", ("message", Literal("segreto")))), id: "due"));
        var failed = await anna.GetAsync("http/rotto");
        Assert.Equal(HttpStatusCode.BadGateway, failed.Status);
        Assert.DoesNotContain("segreto", failed.Text, StringComparison.Ordinal);
        await anna.PublishAsync(Definition(Sequence(
            "all", Endpoint("muto", ["POST"], null, ("requestSizeLimit", Literal("100", "Int64")))), id: "tre"));
        Assert.Equal("Finished", (string)(await anna.PostAsync("http/muto", "{}")).Json["subStatus"]!);
        var large = await anna.PostAsync("http/muto", $"\"{new string('x', 200)}\"");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        await anna.PublishAsync(Definition(Sequence("all", Endpoint("strano", ["GET"]), Answer("x", status: "100")), id: "quattro"));
        Assert.Equal(HttpStatusCode.BadGateway, (await anna.GetAsync("http/strano")).Status);
    }

    [Fact]
    public async Task The_same_request_with_a_key_begins_one_instance_and_has_the_same_answer()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("una", ["POST"]),
            Activity("out", "WriteHttpResponse", ("content", Input("JavaScript", "getWorkflowInstanceId()"))))));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = anna.Server.Address };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"{PageClient.CookieName}={anna.Browser.Token}");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "una-volta");
        HashSet<string> answers = [];
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync(anna.At("http/una"), null, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Single(answers);
        Assert.Single((await anna.GetAsync("instances")).Json.AsArray());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=due", "due", 200)]
    [InlineData("text/plain", "ciao", "", 200)]
    [InlineData("application/octet-stream", "\u0001\u0002", "", 200)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=b\r\n\r\ntre\r\n--x--\r\n", "tre", 200)]
    [InlineData("multipart/form-data", "--x--", "without a boundary", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=b\r\n\r\ncut", "cut off", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Type: text/plain\r\n\r\nno name\r\n--x--\r\n", "without a name", 400)]
    public async Task Bodies_of_other_kinds_come_in_as_values_or_are_refused(string type, string body, string found, int status)
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("dentro", ["PUT"]),
            Activity(
                "out", "WriteHttpResponse", ("content", Input("JavaScript", "String(getOutputFrom('in', 'parsedContent')?.b ?? '')"))))));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = anna.Server.Address };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"{PageClient.CookieName}={anna.Browser.Token}");
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await client.PutAsync(anna.At("http/dentro"), content, Cancellation);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(found, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nota.txt", "text/plain", 5, "nota.txt text/plain 5 ciao 1 prova", 200)]
    [InlineData("C:\\\\carte\\\\nota.TXT", "text/plain", 5, "nota.TXT text/plain 5 ciao 1 prova", 200)]
    [InlineData("grande.txt", "text/plain", 50, "Found a file of 50 bytes, expected at most 20.", 413)]
    [InlineData("nota.exe", "text/plain", 5, "Found a file of the kind '.exe', expected another.", 415)]
    [InlineData("nota.pdf", "text/plain", 5, "Found a file of the kind '.pdf', expected .txt, .csv.", 415)]
    [InlineData("nota.txt", "text/html", 5, "an outcome of its own", 200)]
    public async Task Files_come_in_as_values_or_are_refused_by_the_rules_of_the_endpoint(
        string file, string type, int length, string found, int status)
    {
        using var anna = await fixture.EnterAsync();
        var endpoint = Endpoint(
            "carte",
            ["POST"],
            null,
            ("fileSizeLimit", Literal("20", "Int64")),
            ("allowedFileExtensions", Input("Object", """[".txt", "csv"]""")),
            ("blockedFileExtensions", Input("Object", """["exe"]""")),
            ("allowedMimeTypes", Input("Object", """["text/plain"]""")),
            ("exposeInvalidFileMimeTypeOutcome", true));
        var says = """
            const f = getOutputFrom('in', 'file');
            return `${f.fileName} ${f.contentType} ${f.length} ${bytesToString(f.content).slice(0, 4)} ` +
                `${getOutputFrom('in', 'files').length} ${getOutputFrom('in', 'parsedContent').campo}`
            """;
        await anna.PublishAsync(Definition(Flowchart(
            [
                endpoint,
                Activity("out", "WriteHttpResponse", ("content", Input("JavaScript", says))),
                Answer("an outcome of its own", "other"),
            ],
            "in -> out",
            "in:Invalid file MIME type -> other")));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = anna.Server.Address };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"{PageClient.CookieName}={anna.Browser.Token}");
        var body = "--x\r\nContent-Disposition: form-data; name=\"campo\"\r\n\r\nprova\r\n"
            + $"--x\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"{file}\"\r\nContent-Type: {type}\r\n\r\n"
            + "ciao".PadRight(length, '!') + "\r\n--x--\r\n";
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var answer = await client.PostAsync(anna.At("http/carte"), content, Cancellation);
        Assert.Contains(found, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_an_outcome_of_the_endpoint_where_it_exposes_it()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Flowchart(
            [
                Endpoint("molto", ["POST"], null, ("requestSizeLimit", Literal("100", "Int64")), ("exposeRequestTooLargeOutcome", true)),
                Answer("taken"),
                Answer("troppo", "other", "413"),
            ],
            "in -> out",
            "in:Request too large -> other")));
        Assert.Equal((HttpStatusCode.OK, "taken"), await TextAsync(anna, "http/molto", "POST"));
        var large = await anna.PostAsync("http/molto", $"\"{new string('x', 200)}\"");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "troppo"), (large.Status, large.Text));
    }

    [Fact]
    public async Task A_file_is_answered_with_its_name_and_its_tag()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Sequence(
            "all",
            Endpoint("file", ["GET"]),
            Activity(
                "out",
                "WriteFileHttpResponse",
                ("content", Input("JavaScript", "bytesFromString('a;b')")),
                ("filename", Literal("righe.csv")),
                ("contentType", Literal("text/csv")),
                ("entityTag", Literal("v1")),
                ("enableResumableDownloads", Literal("true", "Boolean")),
                ("downloadCorrelationId", Literal("d1"))))));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = anna.Server.Address };
        client.DefaultRequestHeaders.Add("Cookie", $"{PageClient.CookieName}={anna.Browser.Token}");
        using var answer = await client.GetAsync(anna.At("http/file"), Cancellation);
        Assert.Equal("a;b", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("\"v1\"", answer.Headers.ETag?.Tag);
        Assert.Equal("righe.csv", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    private static async Task<HttpClient> AccountAsync(Designer designer, Village village)
    {
        var account = new Account
        {
            Username = $"conto-{Guid.NewGuid():n}",
            Community = village.Id,
            Password = PasswordHash.Of(Password),
            Solution = "Meteo-1",
        };
        await designer.Server.App.Services.GetRequiredService<IAccountStore>().SaveAsync(account, Cancellation);
        var client = new HttpClient { BaseAddress = designer.Server.Address };
        using var login = await client.PostAsync(
            $"{TestServer.Gateway}/login", new ByteArrayContent(TestServer.Credentials(account.Username, Password)), Cancellation);
        client.DefaultRequestHeaders.Authorization =
            new("Bearer", (string)JsonNode.Parse(await login.Content.ReadAsStringAsync(Cancellation))!["token"]!);
        return client;
    }

    private static async Task<(HttpStatusCode, string)> TextAsync(Designer designer, string path, string method = "GET")
    {
        var answer = await designer.SendAsync(method, path);
        return (answer.Status, answer.Text);
    }

    /// <summary>Waits for an answer as long as an endpoint may, where a test says nothing else.</summary>
    private static JsonObject Endpoint(string path, string[] methods, string? policy = null, params (string, JsonNode?)[] more) => Activity(
        "in",
        "HttpEndpoint",
        [
            ("path", Literal(path)),
            ("supportedMethods", Input("Object", System.Text.Json.JsonSerializer.Serialize(methods))),
            ("policy", policy is null ? null : Literal(policy)),
            ("customProperties", new JsonObject { ["canStartWorkflow"] = true }),
            .. more.Any(one => one.Item1 == Timeout) ? more : [(Timeout, Literal("00:01:00", "TimeSpan")), .. more],
        ]);

    private static JsonObject Answer(string content, string id = "out", string status = "OK") =>
        Activity(id, "WriteHttpResponse", ("content", Literal(content)), ("statusCode", Literal(status)));
}
