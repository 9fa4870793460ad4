namespace CuaRl.Core.Loop.Configuration.Flags;

public static partial class FlagTable
{
    private const string OneModel = "the embedded policy has neither a tokenizer nor a prompt";

    private static Flag[] Model() =>
    [
        FlagForms.OneOf(
            "provider", "Who trains; where it is not given, embedded for a model embedded/..., tinker for any other.",
            [Providers.Embedded, Providers.Tinker], "vllm", "openrouter", "openai", "doubao_private").Optional(),
        FlagForms.Name(
            "model_name", "embedded/linear, embedded/hidden-N with N units in its layer, or a model that Tinker serves",
            "The base model.")
            .With(embedded: "embedded/linear", tinker: "Qwen/Qwen3-VL-30B-A3B-Instruct"),
        FlagForms.Name("model_name_for_tokenizer", "the name of a model", "The model whose tokenizer is used, where it is not model_name.")
            .Optional().Of(Providers.Tinker, OneModel),
        FlagForms.Name(
            "renderer_name", "qwen3_vl_instruct, bytes or chat",
            "How prompts are rendered, where it is not the model's usual way; chat for the server's own, for baseline_only.")
            .Optional().Of(Providers.Tinker, OneModel),
        FlagForms.Whole("lora_rank", "", "The rank of the adapter that is trained.", 1, int.MaxValue)
            .With(tinker: "32").Of(Providers.Tinker, "the embedded policy has no adapter"),
        FlagForms.Path(
            "load_checkpoint_path", "a path that the trainer saved",
            "Weights to begin with, under an optimizer before its first step; a training that is resumed goes on from its own instead.")
            .Optional(),
        FlagForms.Path("base_url", "an address", "Where Tinker's API is, where it is not the trainer's own.")
            .Optional().Of(Providers.Tinker, "the embedded trainer runs in this process") with { SharedVariable = "TINKER_BASE_URL" },
        FlagForms.Secret("tinker_api_key", "The key of Tinker's API; where it is not given, that of GBox.")
            .Of(Providers.Tinker, "the embedded trainer asks nobody") with { SharedVariable = "TINKER_API_KEY" },
        FlagForms.Path("provider_base_url", "an address", "Where another provider's API is.").Optional(),
        FlagForms.Secret("provider_api_key", "The key of another provider."),
    ];
}
