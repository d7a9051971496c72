"""The VK collector: public walls, profiles and comments through the vk_api package."""

from collectors.vk.collector import VkCollector

__all__ = ["VkCollector"]
