using Cer.Host.People;
using Cer.Operations.Desk;

namespace Cer.Host.Desk;

/// <summary>A scan as an answer: to be saved, never shown inside a page of ours.</summary>
internal static class PaperFile
{
    /// <returns>The answer; null where there is no such scan.</returns>
    public static async Task<IResult?> AnswerAsync(HttpContext context, int paper, Func<Stream, Task<OpenedPaper?>> read)
    {
        // Into a file first: it is checked before the answer begins, and nobody's slow line holds the database.
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var given = false;
        try
        {
            if (await read(file) is not { } opened) return null;
            if (!opened.IsWhole)
            {
                return Answers.Problem(
                    "Found a scan that is not what was kept, expected the same bytes: restore it from a backup.",
                    StatusCodes.Status500InternalServerError);
            }

            file.Position = 0;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            given = true;
            return TypedResults.File(
                file, opened.Type.MediaType, FormattableString.Invariant($"carta-{paper}.{opened.Type.Ending}"));
        }
        finally
        {
            if (!given) await file.DisposeAsync();
        }
    }
}
