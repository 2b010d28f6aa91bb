using System.Security.Cryptography;
using Cer.Domain;
using Cer.Exchange.Curves;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Curves;

/// <summary>Reads calls that bring a curve file.</summary>
internal sealed class CurveCalls(
    ICommunityStore communities, IRegistryView registry, IntakeBodies bodies, ImportCurves import)
{
    // What a file takes in memory while it is examined, in sizes of its body.
    private const int Weight = 3;

    public ImportCurves Import => import;

    /// <summary>The call, or what is wrong with it. Whoever gets it disposes of it: the file is in memory.</summary>
    public async Task<(Call? Call, IResult? Problem)> ReadAsync(
        string community, string? direction, string? point, HttpContext context, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return (null, Problems.NoCommunity);
        if (DirectionWords.Read(direction) is not { } way)
            return (null, Problems.Bad($"Found no direction, expected {DirectionWords.Expected}: the file does not say it."));
        var numbers = await registry.NumbersAsync(found, cancellation);
        Pod? pod = null;
        if (!string.IsNullOrEmpty(point))
        {
            var asked = Asked.Number(point);
            if (numbers.Points.FirstOrDefault(known => known.Value == asked).Key is not { } code)
                return (null, Problems.Bad("Found no such point, expected the number of one of the community."));
            pod = Pod.Parse(code, null);
        }

        var body = await bodies.ReadAsync(context.Request, CurveLimits.FileBytes, context.Person(), Weight, cancellation);
        return (new(body, found, new(NameOf(context.Request), body.Raw, way, pod), numbers), null);
    }

    private static string NameOf(HttpRequest request)
    {
        var name = Uri.UnescapeDataString(request.Headers[CurveEndpoints.FileHeader].ToString());
        return name.Length is 0 or > ImportCurves.LongestName ? "file" : name;
    }

    /// <summary>A curve file that is in memory.</summary>
    internal sealed class Call(IDisposable room, CommunityId community, CurveUpload upload, RegistryNumbers numbers) : IDisposable
    {
        public CommunityId Community => community;

        public CurveUpload Upload => upload;

        public RegistryNumbers Numbers => numbers;

        public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(upload.Bytes.Span));

        public void Dispose() => room.Dispose();
    }
}
