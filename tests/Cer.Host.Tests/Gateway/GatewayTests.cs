using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Gateway;

/// <summary>What a client made for another gateway meets here.</summary>
public class GatewayTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bodies => ["", "\"\""];

    [Theory, MemberData(nameof(Bodies))]
    public async Task Test_answers_anybody_whatever_the_body(string body)
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (status, answer) = await server.CallAsync("test", Encoding.UTF8.GetBytes(body));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TestServer.File("gateway/test-response.json")), answer));
        var got = await server.Client.GetStringAsync(TestServer.Gateway + "/test", Cancellation);
        Assert.True(JsonNode.DeepEquals(answer, JsonNode.Parse(got)));
    }

    [Theory, MemberData(nameof(Bodies))]
    public async Task IsAlive_names_the_account_and_logout_ends_its_token(string body)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var empty = Encoding.UTF8.GetBytes(body);
        var (status, answer) = await server.CallAsync("isAlive", empty);
        Assert.Equal((HttpStatusCode.OK, "00", "Successful"), (status, Text(answer, "code"), Text(answer, "message")));
        Assert.Equal(server.Account.Username, Text(answer, "username"));

        (status, answer) = await server.CallAsync("logout", empty);
        Assert.Equal((HttpStatusCode.OK, "00"), (status, Text(answer, "code")));
        (status, answer) = await server.CallAsync("isAlive", empty);
        Assert.Equal((HttpStatusCode.Unauthorized, "52"), (status, Text(answer, "code")));
        Assert.NotNull(Text(answer, "detail"));
    }

    [Fact]
    public async Task Login_gives_a_token_with_the_words_that_senders_compare()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (status, answer) = await server.CallAsync(
            "login", TestServer.Credentials(server.Account.Username, TestServer.Password));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("01", "Authentication Successful"), (Text(answer, "code"), Text(answer, "message")));
        Assert.True(Text(answer, "token")!.Length >= 40);
    }

    [Fact]
    public async Task A_failed_login_is_never_a_200()
    {
        await using var server = await TestServer.StartAsync(postgres);
        foreach (var (name, password) in new[]
        {
            (server.Account.Username, "wrong"), ("nobody", TestServer.Password), ("", ""),
            (server.Account.Username.ToUpperInvariant(), TestServer.Password), ("nul\0", "nul\0"),
        })
        {
            var (status, answer) = await server.CallAsync("login", TestServer.Credentials(name, password));
            Assert.Equal((HttpStatusCode.Unauthorized, "51"), (status, Text(answer, "code")));
            Assert.Null(answer["token"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"username\":\"x\"}")]
    [InlineData("{\"username\":7,\"password\":8}")]
    [InlineData("{\"username\":\"\\ud800\",\"password\":\"x\"}")]
    [InlineData("{\"username\":\"x\",\"password\":{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}}")]
    public async Task A_login_without_both_texts_is_a_400(string body)
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (status, answer) = await server.CallAsync("login", Encoding.UTF8.GetBytes(body));
        Assert.Equal((HttpStatusCode.BadRequest, "57"), (status, Text(answer, "code")));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_one_account_and_for_no_other()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var other = server.Account with { Username = server.Account.Username + "-other" };
        await server.Accounts.SaveAsync(other, Cancellation);
        for (var attempt = 0; attempt < 10; attempt++) Assert.Equal(HttpStatusCode.Unauthorized,
            await Try(server.Account.Username, "wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Try(server.Account.Username, "wrong"));
        Assert.Equal(HttpStatusCode.OK, await Try(other.Username, TestServer.Password));

        async Task<HttpStatusCode> Try(string name, string password) =>
            (await server.CallAsync("login", TestServer.Credentials(name, password))).Status;
    }

    [Fact]
    public async Task An_account_that_is_closed_or_given_another_password_is_out_at_once()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await server.Accounts.SaveAsync(server.Account with { Enabled = false }, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("isAlive", [])).Status);
        await server.Accounts.SaveAsync(
            server.Account with { Password = Operations.Ports.PasswordHash.Of("another") }, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("isAlive", [])).Status);
        await server.Accounts.SaveAsync(server.Account, Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("isAlive", [])).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Basic ZHU6ZHU=")]
    public async Task A_push_without_a_good_token_is_a_401_with_every_member(string? header)
    {
        await using var server = await TestServer.StartAsync(postgres);
        if (header is not null) server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        var (status, answer) = await server.CallAsync("push", TestServer.File("samples/push-request.json"));
        Assert.Equal((HttpStatusCode.Unauthorized, "52"), (status, Text(answer, "code")));
        Assert.NotNull(Text(answer, "message"));
        Assert.NotNull(Text(answer, "detail"));
        Assert.Empty(await server.StoredAsync());
    }

    [Theory]
    [InlineData("firstRequest")]
    [InlineData("deleteAll")]
    [InlineData("a/b")]
    public async Task A_call_that_is_not_there_is_a_404_in_JSON(string call)
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (status, answer) = await server.CallAsync(call, []);
        Assert.Equal((HttpStatusCode.NotFound, "58"), (status, Text(answer, "code")));
    }

    [Fact]
    public async Task A_body_over_four_mebibytes_is_a_413_with_or_without_its_length()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var large = new byte[(4 * 1024 * 1024) + 1];
        var (status, answer) = await server.CallAsync("push", large);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "57"), (status, Text(answer, "code")));

        using var request = new HttpRequestMessage(HttpMethod.Post, TestServer.Gateway + "/push");
        request.Content = new StreamContent(new MemoryStream(large));
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("isAlive", [])).Status);
    }

    [Fact]
    public async Task A_sender_that_goes_away_in_the_middle_leaves_nothing_behind()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port, Cancellation);
            var head = $"POST {TestServer.Gateway}/push HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
                + $"Authorization: {server.Client.DefaultRequestHeaders.Authorization}\r\n\r\n{{\"resource_id\"";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        }

        Assert.Equal("02", Text((await server.CallAsync("push", TestServer.File("samples/push-request.json"))).Answer,
            "code"));
        Assert.Single(await server.StoredAsync());
    }

    [Fact]
    public async Task Without_its_store_the_gateway_says_try_again_later()
    {
        await using var server = await TestServer.StartWithoutStoreAsync(postgres);
        var (status, answer) = await server.CallAsync("login", TestServer.Credentials("du-cloud", "change-me"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "59"), (status, Text(answer, "code")));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("test", [])).Status);
    }

    private static string? Text(JsonNode answer, string member) => (string?)answer[member];

    [Fact]
    public async Task Who_reads_only_after_writing_all_of_a_body_too_large_still_learns_why()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var address = server.Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        var stream = client.GetStream();
        var head = $"POST {TestServer.Gateway}/login HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}Content-Length: 12000000\r\n\r\n"), Cancellation);
        await stream.WriteAsync(new byte[12_000_000], Cancellation);
        using var answer = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer.ReadLineAsync(Cancellation));
    }
}
