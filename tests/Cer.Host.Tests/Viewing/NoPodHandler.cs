namespace Cer.Host.Tests.Viewing;

/// <summary>Reads every answer, and fails the call of one that holds the code of a point.</summary>
internal sealed class NoPodHandler() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    // Requests to GSE name points by their codes: these files, and no others.
    private static readonly string[] ByCode = ["/gse-request/members", "/gse-request/plants"];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (ByCode.Any(end => request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal))) return response;
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return text.Contains("IT999E", StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidOperationException($"Found the code of a point in the answer of {request.RequestUri}, expected none.")
            : response;
    }
}
