using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Cer.Host.Gateway;

/// <summary>Reads the body of a request whole, up to a size and within a time.</summary>
internal static class BodyReader
{
    private const int FirstGuess = 16 * 1024;
    private const int MostHeardOut = 16 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // And after that at half a megabit a second: a large file over a slow line is not a sender that sleeps.
    private const double BytesPerSecond = 64 * 1024;

    private static readonly TimeSpan HearingOut = TimeSpan.FromSeconds(5);

    /// <exception cref="BadHttpRequestException">Too large (413), too slow (408), or broken off.</exception>
    public static Task<ArraySegment<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancellation) =>
        ReadAsync(request, most, Patience, TimeProvider.System, cancellation);

    internal static async Task<ArraySegment<byte>> ReadAsync(
        HttpRequest request, int most, TimeSpan within, TimeProvider time, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
        {
            var heard = await HearOutAsync(request, cancellation);
            throw TooLarge(request, most, heard);
        }

        using var patience = new CancellationTokenSource(within, time);
        using var link = cancellation.UnsafeRegister(static waiting => ((CancellationTokenSource)waiting!).Cancel(), patience);
        var began = time.GetTimestamp();
        var body = new byte[request.ContentLength ?? FirstGuess];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == body.Length)
                {
                    // The last read only tells whether the body ends here.
                    if (request.ContentLength is not null) break;
                    if (length == most + 1) throw TooLarge(request, most);
                    Array.Resize(ref body, Math.Min(2 * body.Length, most + 1));
                }

                var left = within + TimeSpan.FromSeconds(length / BytesPerSecond) - time.GetElapsedTime(began);
                patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                var read = await request.Body.ReadAsync(body.AsMemory(length), patience.Token);
                if (read == 0) break;
                length += read;
                if (length > most) throw TooLarge(request, most);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Close(request);
            throw new BadHttpRequestException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Found a body that takes more than {within.TotalSeconds:0.###} seconds and is slow, expected a faster one."),
                StatusCodes.Status408RequestTimeout);
        }

        return new(body, 0, length);
    }

    // Many clients read no answer while they still write: cut off, they would not learn why.
    private static async Task<bool> HearOutAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostHeardOut || request.Headers.Expect.Count > 0) return false;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostHeardOut;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(HearingOut);
        try
        {
            await request.Body.CopyToAsync(Stream.Null, patience.Token);
            return true;
        }
        catch (Exception fault)
            when (fault is IOException or BadHttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static BadHttpRequestException TooLarge(HttpRequest request, int most, bool heard = false)
    {
        if (!heard) Close(request);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Found a body of more than {most} bytes, expected at most that."),
            StatusCodes.Status413PayloadTooLarge);
    }

    // What was not read is in the way of the next request: whoever sent it must not use the connection again.
    private static void Close(HttpRequest request) => request.HttpContext.Response.Headers.Connection = "close";
}
