namespace Cer.Storage.Migrations;

/// <summary>The schema of the database and the migrations of this program do not fit; the message says how.</summary>
public sealed class SchemaException(string message) : Exception(message);
