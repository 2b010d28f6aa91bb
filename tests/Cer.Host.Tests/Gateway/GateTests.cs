using Cer.Host.Gateway;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http;

namespace Cer.Host.Tests.Gateway;

/// <summary>Tokens, counts of log-ins and bounds of bodies, by a clock that the test moves.</summary>
public class GateTests
{
    private static readonly PasswordHash Hash = new(new byte[32], new byte[32], 100_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_token_is_good_for_half_a_day_and_not_longer()
    {
        var time = new MovedTime();
        var tokens = new SessionTokens(time);
        var token = tokens.Open(Named("a"));
        time.Move(TimeSpan.FromHours(12));
        Assert.Equal("a", tokens.Find(token)!.Username);
        time.Move(TimeSpan.FromSeconds(1));
        Assert.Null(tokens.Find(token));
        Assert.Null(tokens.Find(token + "x"));
    }

    [Fact]
    public void An_account_keeps_its_newest_32_tokens_and_others_keep_theirs()
    {
        var time = new MovedTime();
        var tokens = new SessionTokens(time);
        var other = tokens.Open(Named("b"));
        var opened = Enumerable.Range(0, 33).Select(_ =>
        {
            time.Move(TimeSpan.FromSeconds(1));
            return tokens.Open(Named("a"));
        }).ToArray();
        Assert.Null(tokens.Find(opened[0]));
        Assert.All(opened[1..], token => Assert.NotNull(tokens.Find(token)));
        Assert.NotNull(tokens.Find(other));
    }

    [Fact]
    public void After_ten_failures_an_address_waits_a_minute_while_the_owner_comes_in_from_another()
    {
        var time = new MovedTime();
        var guard = new LoginGuard(time);
        for (var attempt = 0; attempt < 10; attempt++) Assert.True(guard.MayTry("a", "stranger"));
        Assert.False(guard.MayTry("a", "stranger"));
        Assert.True(guard.MayTry("a", "owner"));
        time.Move(TimeSpan.FromSeconds(61));
        Assert.True(guard.MayTry("a", "stranger"));
    }

    [Fact]
    public void Who_knows_the_password_is_never_slowed_down()
    {
        var guard = new LoginGuard(new MovedTime());
        for (var login = 0; login < 100; login++)
        {
            Assert.True(guard.MayTry("a", "owner"));
            guard.Succeeded("a", "owner");
        }
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new Silence();
        var fault = await Assert.ThrowsAsync<BadHttpRequestException>(
            () => BodyReader.ReadAsync(request, 1000, TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation));
        Assert.Equal(StatusCodes.Status408RequestTimeout, fault.StatusCode);
        Assert.Equal("Found a body that takes more than 0.05 seconds and is slow, expected a faster one.", fault.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(100_000)]
    public async Task A_body_of_unknown_length_is_read_to_the_byte(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        Assert.Equal(bytes, await Read(bytes, 100_000));
        if (length > 0) await Assert.ThrowsAsync<BadHttpRequestException>(() => Read(bytes, length - 1));

        async Task<byte[]> Read(byte[] body, int most)
        {
            var request = new DefaultHttpContext().Request;
            request.Body = new MemoryStream(body);
            return [.. await BodyReader.ReadAsync(request, most, Cancellation)];
        }
    }

    [Fact]
    public async Task Bodies_beyond_the_budget_wait_for_their_turn()
    {
        using var budget = new BodyBudget();
        var first = await budget.TakeAsync(64 * 1024 * 1024, Cancellation);
        var second = await budget.TakeAsync(64 * 1024 * 1024, Cancellation);
        var third = budget.TakeAsync(1, Cancellation);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Who_stops_waiting_for_the_budget_takes_nothing_of_it()
    {
        using var budget = new BodyBudget();
        using var gone = new CancellationTokenSource();
        var first = await budget.TakeAsync(64 * 1024 * 1024, Cancellation);
        var most = await budget.TakeAsync(60 * 1024 * 1024, Cancellation);
        var waiting = budget.TakeAsync(64 * 1024 * 1024, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        (await budget.TakeAsync(4 * 1024 * 1024, Cancellation)).Dispose();
        first.Dispose();
        most.Dispose();
    }

    private static Account Named(string name) => new() { Username = name, Community = new(1), Password = Hash };

    private sealed class MovedTime : TimeProvider
    {
        private TimeSpan _moved = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Move(TimeSpan by) => _moved += by;

        public override long GetTimestamp() => _moved.Ticks;
    }

    /// <summary>A body of which nothing ever comes.</summary>
    private sealed class Silence : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
