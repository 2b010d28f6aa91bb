using System.Net;
using Cer.Messaging.Submitting;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Cer.Host.Sandbox;
using NodaTime;

namespace Cer.Gateway.Tests;

/// <summary>The client against the sandbox and against servers that misbehave in other ways.</summary>
public sealed class PortalClientTests
{
    private static readonly SubmissionFile[] Files = [new("energia.csv", "text/csv", "1,5"u8.ToArray())];

    private static readonly CallFor Call = new(new CommunityId(1), "borgo.2026-01.gse-month.1", "test");

    private static readonly Submission Package = new()
    {
        Community = new(1),
        Id = 1,
        Key = Call.Key,
        Month = new(2026, 1),
        Kind = SubmissionKind.GseMonth,
        Revision = 1,
        Author = "test",
        At = Instant.FromUtc(2026, 2, 1, 0, 0),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => [.. SandboxFault.OfPackages];

    [Theory, MemberData(nameof(Faults))]
    public async Task Whatever_goes_wrong_once_the_package_is_there_once_and_never_comes_again(string fault)
    {
        await using var sandbox = await Sandboxed.StartAsync();
        await sandbox.PlanAsync([fault]);
        var log = new NotedCalls();
        var options = sandbox.Options;
        // Short where no answer comes; elsewhere it would only be a fault more.
        if (fault is SandboxFault.Timeout or SandboxFault.TimeoutAfter) options = options with { Patience = TimeSpan.FromSeconds(1) };
        using var client = sandbox.Client(log, options, sandbox.Tls with { CertificateFile = null, KeyFile = null });
        var answer = await client.SubmitAsync(Call, Package, Files, Cancellation);
        Assert.True(answer is WayAnswer.Received or WayAnswer.Accepted or WayAnswer.Taken, $"{answer}");
        for (var turn = 0; turn < 4 && answer is not (WayAnswer.Accepted or WayAnswer.Rejected); turn++)
            answer = await client.AskAsync(Call, Package, Cancellation);
        if (fault == SandboxFault.Reject)
            Assert.Equal(
                ["energia.csv/periodo SBX-01", "energia.csv/energia/immessa SBX-02"],
                Assert.IsType<WayAnswer.Rejected>(answer).Reasons.Select(reason => $"{reason.Field} {reason.Code}"));
        else Assert.IsType<WayAnswer.Accepted>(answer);
        Assert.Equal(new Dictionary<string, int> { [Call.Key] = 0 }, await sandbox.RepeatedAsync());
        Assert.DoesNotContain(log.All, note => $"{note}".Contains(sandbox.Options.ClientSecret, StringComparison.Ordinal));
        Assert.DoesNotContain(sandbox.Options.ClientSecret, sandbox.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_kept_for_the_next_calls_and_renewed_when_it_is_refused()
    {
        await using var sandbox = await Sandboxed.StartAsync();
        var log = new NotedCalls();
        using var client = sandbox.Client(log);
        await client.AskAsync(Call, Package, Cancellation);
        await sandbox.PlanAsync(["none", "401"]);
        await client.AskAsync(Call, Package, Cancellation);
        await client.AskAsync(Call, Package, Cancellation);
        var key = Call.Key;
        Assert.Equal(
            ["POST token 200", $"GET {key} 404", $"GET {key} 404", $"GET {key} 401", "POST token 200", $"GET {key} 404"], log.Short);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        await using var sandbox = await Sandboxed.StartAsync();
        await sandbox.PlanAsync(["429"]);
        using var client = sandbox.Client(new NotedCalls());
        var began = TimeProvider.System.GetTimestamp();
        Assert.IsType<WayAnswer.Received>(await client.SubmitAsync(Call, Package, Files, Cancellation));
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(0.99));
    }

    [Fact]
    public async Task Without_the_certificate_the_right_secret_or_the_right_environment_nothing_is_sent()
    {
        await using var sandbox = await Sandboxed.StartAsync("--mutual-tls");
        using (var bare = sandbox.Client(new NotedCalls(), sandbox.Options with { Tries = 2 }, sandbox.Tls with { CertificateFile = null }))
            Assert.IsType<WayAnswer.PutOff>(await bare.SubmitAsync(Call, Package, Files, Cancellation));
        using (var wrong = sandbox.Client(new NotedCalls(), sandbox.Options with { ClientSecret = "x" }))
            Assert.IsType<WayAnswer.Refused>(await wrong.SubmitAsync(Call, Package, Files, Cancellation));
        var log = new NotedCalls();
        using (var production = sandbox.Client(log, sandbox.Options with { IsSandbox = false }))
        {
            var refused = Assert.IsType<WayAnswer.Refused>(await production.SubmitAsync(Call, Package, Files, Cancellation));
            Assert.StartsWith("Found a sandbox", refused.Sentence, StringComparison.Ordinal);
        }

        Assert.Equal(["POST token 200"], log.Short);
        Assert.Empty(await sandbox.RepeatedAsync());
    }

    [Fact]
    public async Task A_server_that_is_away_is_left_alone_after_some_faults_and_tried_once_after_a_while()
    {
        var log = new NotedCalls();
        using var client = new PortalClient(
            Hasty(new("https://127.0.0.1:1/")) with { FaultsToOpen = 2, Tries = 4, OpenFor = TimeSpan.FromHours(1) },
            new HttpClient(),
            log,
            TimeProvider.System);
        var answer = Assert.IsType<WayAnswer.PutOff>(await client.SubmitAsync(Call, Package, Files, Cancellation));
        Assert.StartsWith("Found too many faults in a row", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, log.All.Count);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_off_and_leaves_a_doubt()
    {
        var sent = 0;
        using var handler = new Answering(request =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("token", StringComparison.Ordinal))
                return new(HttpStatusCode.OK)
                {
                    Content = new StringContent(
                    "{\"access_token\":\"a\",\"expires_in\":600,\"sandbox\":true}")
                };
            sent += request.Method == HttpMethod.Post ? 1 : 0;
            return new(HttpStatusCode.Created) { Content = new StringContent(new string('x', 5000)) };
        });
        using var http = new HttpClient(handler);
        using var client = new PortalClient(
            Hasty(new("https://portal.example/")) with { MostBytes = 4000, Tries = 3 }, http, new NotedCalls(), TimeProvider.System);
        var answer = Assert.IsType<WayAnswer.Unanswered>(await client.SubmitAsync(Call, Package, Files, Cancellation));
        Assert.StartsWith("Found an answer of more than 4000 bytes", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task The_deadline_ends_it_whatever_waits_are_left()
    {
        using var handler = new Answering(_ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter = new(TimeSpan.FromHours(1));
            return answer;
        });
        using var http = new HttpClient(handler);
        using var client = new PortalClient(Hasty(new("https://portal.example/")), http, new NotedCalls(), TimeProvider.System);
        Assert.IsType<WayAnswer.PutOff>(
            await client.SubmitAsync(Call, Package, Files, Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation));
    }

    [Fact]
    public void The_breaker_opens_after_so_many_faults_in_a_row_lets_one_try_and_opens_again_when_that_fails()
    {
        var clock = new SetClock();
        var breaker = new CircuitBreaker(3, TimeSpan.FromSeconds(30), clock);
        breaker.Fail();
        breaker.Fail();
        breaker.Succeed();
        breaker.Fail();
        breaker.Fail();
        Assert.True(breaker.MayCall(out _));
        breaker.Fail();
        Assert.False(breaker.MayCall(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
        clock.Move(TimeSpan.FromSeconds(30));
        Assert.True(breaker.MayCall(out _));
        Assert.False(breaker.MayCall(out _));
        breaker.Fail();
        Assert.False(breaker.MayCall(out wait));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
        clock.Move(TimeSpan.FromSeconds(31));
        Assert.True(breaker.MayCall(out _));
        breaker.Succeed();
        Assert.True(breaker.MayCall(out _));
    }

    // Worked by hand: 1, 2, 4 s and so on, halved at most by chance, 60 s at most, and never less than was asked for.
    [Theory]
    [InlineData(1, null, 0.0, 0.5)]
    [InlineData(1, null, 1.0, 1.0)]
    [InlineData(4, null, 1.0, 8.0)]
    [InlineData(40, null, 1.0, 60.0)]
    [InlineData(1, 20.0, 0.5, 20.5)]
    [InlineData(9, 20.0, 1.0, 60.0)]
    public void Waits_double_with_a_part_of_chance_and_heed_what_was_asked(
        int fault, double? asked, double chance, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            BackOff.After(
                fault, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), asked is { } least ? TimeSpan.FromSeconds(least) : null, chance));

    private static PortalOptions Hasty(Uri address) => new()
    {
        Base = address,
        ClientId = "a",
        ClientSecret = "b",
        Patience = TimeSpan.FromSeconds(30),
        FirstWait = TimeSpan.FromMilliseconds(5),
        LongestWait = TimeSpan.FromMilliseconds(20),
        Deadline = TimeSpan.FromSeconds(5),
    };

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
