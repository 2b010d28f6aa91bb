using Cer.Host.Gateway;
using Microsoft.AspNetCore.Http;

namespace Cer.Host.Tests.Gateway;

/// <summary>A body has 30 seconds, and after them the time that it takes at 64 KiB a second; by a clock that the body moves.</summary>
public class SlowBodyTests
{
    private const int Kilo = 1024;
    private const int Large = 32 * 1024 * Kilo;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(64 * Kilo, Large)]
    [InlineData(200 * Kilo, Large)]
    // What comes within the first half minute may come as slowly as it likes.
    [InlineData(1, 29)]
    [InlineData(60 * Kilo, 4 * 1024 * Kilo)]
    public async Task A_body_that_comes_as_fast_as_it_must_is_read_whole_however_long_it_takes(int perSecond, int length)
    {
        var line = new SlowLine(perSecond, length);
        var read = await ReadAsync(line);
        Assert.Equal(length, read.Count);
        var expected = Enumerable.Range(0, length).Select(SlowLine.At).ToArray();
        Assert.True(read.AsSpan().SequenceEqual(expected));
    }

    [Theory]
    // What came by the second before counts: s > 30 + (s - 1) * 60/64 first holds when s is 466; the timer is exact to it.
    [InlineData(60 * Kilo, Large, 465)]
    [InlineData(32 * Kilo, Large, 60)]
    [InlineData(240, Large, 31)]
    [InlineData(1, 40, 31)]
    public async Task A_body_that_comes_more_slowly_is_given_up_when_its_time_is_over(int perSecond, int length, int atSecond)
    {
        var line = new SlowLine(perSecond, length);
        var fault = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(line));
        Assert.Equal(StatusCodes.Status408RequestTimeout, fault.StatusCode);
        Assert.Equal("Found a body that takes more than 30 seconds and is slow, expected a faster one.", fault.Message);
        Assert.InRange(line.Seconds, atSecond - 1, atSecond + 1);
    }

    [Fact]
    public async Task Whoever_goes_away_meanwhile_is_no_slow_sender()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var line = new SlowLine(64 * Kilo, Large) { Each = second => { if (second == 5) gone.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(line, gone.Token));
        Assert.Equal(5, line.Seconds);
    }

    private static Task<ArraySegment<byte>> ReadAsync(SlowLine line, CancellationToken? cancellation = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = line;
        request.ContentLength = line.Total;
        return BodyReader.ReadAsync(
            request, Large, TimeSpan.FromSeconds(30), line.Clock, cancellation ?? Cancellation);
    }

    /// <summary>A line of which so many bytes come each second: to read is to let a second pass.</summary>
    private sealed class SlowLine(int perSecond, int total) : MemoryStream
    {
        private int _sent;

        public StoodClock Clock { get; } = new();

        public int Total { get; } = total;

        public int Seconds { get; private set; }

        public Action<int> Each { get; init; } = _ => { };

        public static byte At(int place) => (byte)(place % 251);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Seconds++;
            Clock.Move(TimeSpan.FromSeconds(1));
            Each(Seconds);
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Math.Min(perSecond, buffer.Length), Total - _sent);
            for (var i = 0; i < count; i++) buffer.Span[i] = At(_sent + i);
            _sent += count;
            return ValueTask.FromResult(count);
        }
    }

    /// <summary>A clock that stands still until it is moved; its timers go off when their time is reached.</summary>
    private sealed class StoodClock : TimeProvider
    {
        private readonly List<Alarm> _alarms = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Move(TimeSpan by)
        {
            _now += by.Ticks;
            foreach (var alarm in _alarms.ToArray()) alarm.Look();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(this, () => callback(state));
            alarm.Change(dueTime, period);
            _alarms.Add(alarm);
            return alarm;
        }

        private sealed class Alarm(StoodClock clock, Action ring) : ITimer
        {
            private long? _due;

            public void Look()
            {
                if (_due > clock._now || _due is null) return;
                _due = null;
                ring();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime.Ticks;
                if (dueTime == TimeSpan.Zero) Look();
                return true;
            }

            public void Dispose() => clock._alarms.Remove(this);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
