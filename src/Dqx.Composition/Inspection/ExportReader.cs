using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Dqx.Composition.Catalogs;
using Dqx.Datasets;
using Dqx.History;
using Dqx.Suites;

namespace Dqx.Composition.Inspection;

/// <summary>Reads the exports of an assembly from its metadata: which types are processors, data sources, suites or histories, which are other parts.</summary>
internal sealed class ExportReader(MetadataReader reader)
{
    private const string MefAssembly = "System.Composition.AttributedModel";
    private const string ProcessorContract = "Dqx.IResultProcessor";
    private const string SourceContract = "Dqx.Datasets.IDataSourceProvider";
    private const string SuiteContract = "Dqx.Suites.ISuiteProvider";
    private const string HistoryContract = "Dqx.History.IHistoryProvider";
    private readonly List<ExportedProcessor> _processors = [];
    private readonly List<ExportedDataSource> _sources = [];
    private readonly List<ExportedSuite> _suites = [];
    private readonly List<ExportedHistory> _histories = [];
    private readonly List<string> _parts = [];

    public ImmutableArray<ExportedProcessor> Processors => [.. _processors];

    public ImmutableArray<string> Parts => [.. _parts];

    public ImmutableArray<ExportedDataSource> DataSources => [.. _sources];

    public ImmutableArray<ExportedSuite> Suites => [.. _suites];

    public ImmutableArray<ExportedHistory> Histories => [.. _histories];

    /// <summary>Whether nothing is exported that a host asks for.</summary>
    public bool IsEmpty => _processors.Count == 0 && _sources.Count == 0 && _suites.Count == 0 && _histories.Count == 0;

    public void Read()
    {
        // Type and attributes by row, in the order of the file.
        var byType = new Dictionary<int, List<AppliedAttribute>>();
        var types = new List<int>();
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind == HandleKind.TypeDefinition)
            {
                var row = MetadataTokens.GetRowNumber(attribute.Parent);
                if (!byType.TryGetValue(row, out var attributes))
                {
                    types.Add(row);
                    byType.Add(row, attributes = []);
                }

                attributes.Add(new AppliedAttribute(reader, attribute));
            }
        }

        foreach (var row in types)
        {
            Read(MetadataTokens.TypeDefinitionHandle(row), byType[row]);
        }
    }

    private void Read(TypeDefinitionHandle type, List<AppliedAttribute> attributes)
    {
        var isExported = false;
        var isProcessor = false;
        var isSource = false;
        var isSuite = false;
        var isHistory = false;
        var isHidden = false;
        var ownExport = (string?)null;
        var metadata = new List<MetadataValue>();
        var statesProcessor = false;
        foreach (var attribute in attributes)
        {
            switch (attribute.Identity)
            {
                case ("System.Composition.ExportAttribute", MefAssembly):
                    isExported = true;
                    isProcessor |= Exports(attribute, ProcessorContract, "Dqx.Abstractions");
                    isSource |= Exports(attribute, SourceContract, "Dqx");
                    isSuite |= Exports(attribute, SuiteContract, "Dqx");
                    isHistory |= Exports(attribute, HistoryContract, "Dqx");
                    break;
                case ("System.Composition.ExportMetadataAttribute", MefAssembly):
                    metadata.Add(Loose(attribute));
                    break;
                case ("System.Composition.PartNotDiscoverableAttribute", MefAssembly):
                    isHidden = true;
                    break;
                case ("Dqx.ProcessorMetadataAttribute", "Dqx.Abstractions"):
                    statesProcessor = true;
                    metadata.AddRange(Stated(attribute));
                    break;
                case ("Dqx.Datasets.DataSourceMetadataAttribute", "Dqx"):
                    metadata.AddRange(StatedName.Of(attribute, nameof(DataSourceMetadataAttribute.Kind)));
                    break;
                case ("Dqx.Suites.SuiteMetadataAttribute", "Dqx"):
                    metadata.AddRange(StatedName.Of(attribute, nameof(SuiteMetadataAttribute.Name)));
                    break;
                case ("Dqx.History.HistoryMetadataAttribute", "Dqx"):
                    metadata.AddRange(StatedName.Of(attribute, nameof(HistoryMetadataAttribute.Schemes)));
                    break;
                case (var name, "") when DerivesFromExport(name):
                    ownExport = name;
                    break;
            }
        }

        var typeName = TypeNames.Of(reader, type);
        if (isHidden)
        {
            return;
        }

        if (isProcessor)
        {
            _processors.Add(Processor(type, typeName, metadata));
        }

        if (isSource)
        {
            _sources.Add(Source(type, typeName, metadata));
        }

        if (isSuite)
        {
            _suites.Add(Suite(type, typeName, metadata));
        }

        if (isHistory)
        {
            _histories.Add(History(type, typeName, metadata));
        }

        if (isProcessor || isSource || isSuite || isHistory)
        {
            return;
        }

        if (ownExport is not null || statesProcessor)
        {
            _processors.Add(new ExportedProcessor(typeName, null, Rejections.NotExported(typeName, ownExport)));
        }
        else if (isExported)
        {
            _parts.Add(typeName);
        }
    }

    private ExportedProcessor Processor(TypeDefinitionHandle type, string typeName, List<MetadataValue> values)
    {
        var metadata = MetadataValidator.Validate(values, out var errors);
        var rejection = metadata is null ? Rejections.InvalidMetadata(Phases.Inspect, typeName, errors) : Problem(type, typeName, ProcessorContract);
        return new ExportedProcessor(typeName, metadata, rejection);
    }

    private ExportedDataSource Source(TypeDefinitionHandle type, string typeName, List<MetadataValue> values)
    {
        var (kind, description, problem) = StatedName.Read(values, nameof(DataSourceMetadataAttribute.Kind));
        return new ExportedDataSource(typeName, kind, description, problem is null ? Problem(type, typeName, SourceContract) : Rejections.NoKind(typeName, problem));
    }

    private ExportedSuite Suite(TypeDefinitionHandle type, string typeName, List<MetadataValue> values)
    {
        var (name, description, problem) = StatedName.Read(values, nameof(SuiteMetadataAttribute.Name));
        return new ExportedSuite(typeName, name, description, problem is null ? Problem(type, typeName, SuiteContract) : Rejections.NoSuiteName(typeName, problem));
    }

    private ExportedHistory History(TypeDefinitionHandle type, string typeName, List<MetadataValue> values)
    {
        var stated = StatedSchemes.Read(values);
        return new ExportedHistory(typeName, stated.Schemes, stated.Description, stated.Problem is { } problem ? Rejections.NoScheme(typeName, problem) : Problem(type, typeName, HistoryContract));
    }

    /// <summary>Why a type cannot be created as what it is exported as; null when it can.</summary>
    private Rejection? Problem(TypeDefinitionHandle type, string typeName, string contract)
    {
        var definition = reader.GetTypeDefinition(type);
        return ContractLookup.Implements(reader, type, contract) == false ? Rejections.NotTheContract(typeName, contract)
            : definition.Attributes.HasFlag(TypeAttributes.Abstract) || definition.GetGenericParameters().Count > 0 ? Rejections.NotConcrete(typeName)
            : Constructors.Problem(reader, definition) is { } problem ? Rejections.NoConstructor(typeName, problem)
            : null;
    }

    /// <summary>Whether it is an export without a name of that contract.</summary>
    private static bool Exports(AppliedAttribute attribute, string type, string assembly)
        => attribute.Decode().FixedArguments is [{ Value: string contract }]
            && contract.Split(',', StringSplitOptions.TrimEntries) is [var name, var home, ..] && name == type && home == assembly;

    private static MetadataValue Loose(AppliedAttribute attribute)
    {
        var arguments = attribute.Decode().FixedArguments;
        return new MetadataValue(arguments[0].Value as string ?? "", AppliedAttribute.Plain(arguments[1]));
    }

    /// <summary>Every property of the attribute counts as stated, as MEF reads them all, so that a second statement is found.</summary>
    private static IEnumerable<MetadataValue> Stated(AppliedAttribute attribute)
    {
        var value = attribute.Decode();
        var defaults = new ProcessorMetadataAttribute("");
        yield return new("Name", value.FixedArguments is { Length: > 0 } arguments ? arguments[0].Value : null);
        yield return Named("Order", defaults.Order);
        yield return Named("Description", defaults.Description);
        yield return Named("Version", defaults.Version);
        yield return Named("RequiredSettings", defaults.RequiredSettings);
        yield return Named("RunAfter", defaults.RunAfter);
        yield return Named("RunBefore", defaults.RunBefore);
        yield return Named("Notify", defaults.Notify);
        yield return Named("Idempotent", defaults.Idempotent);
        yield return Named("NewestOnly", defaults.NewestOnly);

        MetadataValue Named(string name, object? otherwise)
        {
            foreach (var argument in value.NamedArguments)
            {
                if (argument.Name == name)
                {
                    return new(name, AppliedAttribute.Plain(new CustomAttributeTypedArgument<string>(argument.Type, argument.Value)));
                }
            }

            return new(name, otherwise);
        }
    }

    /// <summary>Whether an attribute type of this file is an export attribute of the extension's own making.</summary>
    private bool DerivesFromExport(string attributeType)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            if (reader.GetTypeDefinition(handle).BaseType is { IsNil: false, Kind: HandleKind.TypeReference } parent
                && TypeNames.Of(reader, (TypeReferenceHandle)parent) == "System.Composition.ExportAttribute"
                && TypeNames.Of(reader, handle) == attributeType)
            {
                return true;
            }
        }

        return false;
    }
}
