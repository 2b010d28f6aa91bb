using Cer.Domain;

namespace Cer.Operations.Importing;

/// <summary>A curve file as a person brings it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Direction">What it tells of.</param>
/// <param name="Pod">The point, for files that name none.</param>
public sealed record CurveUpload(string Name, ReadOnlyMemory<byte> Bytes, CurveDirection Direction, Pod? Pod);
