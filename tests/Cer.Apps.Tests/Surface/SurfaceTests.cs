using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Cer.Apps.Tests.Surface;

/// <summary>The apps must compile against NetDaemon's packages, which cannot be had here.</summary>
/// <remarks>
/// The list beside this file was written by hand from NetDaemon's published source, with the file that each member is in. What
/// the compiler put into the apps' assembly is held against it: names, namespaces, parameters and what comes back.
/// </remarks>
public class SurfaceTests
{
    private static string[] Used => [.. Members().Order(StringComparer.Ordinal)];

    private static string[] Published =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "netdaemon.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    [Fact]
    public void What_the_apps_use_of_NetDaemon_is_in_its_published_source()
    {
        Assert.NotEmpty(Used);
        var missing = Used.Except(Published).ToArray();
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    [Fact]
    public void The_list_has_nothing_that_no_app_uses()
    {
        var more = Published.Except(Used).ToArray();
        Assert.True(more.Length == 0, string.Join('\n', more));
    }

    private static HashSet<string> Members()
    {
        using var file = new PEReader(File.OpenRead(typeof(InverterApp).Assembly.Location));
        var reader = file.GetMetadataReader();
        var names = new ShortNames();
        var found = new HashSet<string>();
        foreach (var handle in reader.TypeReferences)
            if (IsOurs(reader, handle)) found.Add(Name(reader, handle));
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (Parent(reader, member.Parent) is not { } parent || !IsOurs(reader, parent)) continue;
            var signature = member.DecodeMethodSignature(names, null);
            found.Add($"{Name(reader, parent)}::{reader.GetString(member.Name)}"
                + $"({string.Join(", ", signature.ParameterTypes)}) {signature.ReturnType}");
        }

        return found;
    }

    private static TypeReferenceHandle? Parent(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => Generic(reader, (TypeSpecificationHandle)parent),
        _ => null,
    };

    /// <summary>The open type of a generic one: its signature begins with two marks and the coded reference.</summary>
    private static TypeReferenceHandle? Generic(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type ? (TypeReferenceHandle)type : null;
    }

    private static bool IsOurs(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.AssemblyReference
            && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == "Cer.NetDaemon";
    }

    private static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }
}
